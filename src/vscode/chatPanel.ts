import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { PanelController } from './panelController.ts';
import type { PanelCommand } from './panelProtocol.ts';
import type { PanelRequest, PanelServices } from './panelServices.ts';

const PANEL_VIEW_ID = 'netguru.panel';

const COMMAND_IDS: Readonly<Record<PanelCommand, string>> = {
  setApiKey: 'netguru.setApiKey',
  reindex: 'netguru.reindex',
  openFolder: 'vscode.openFolder',
};

function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'media', 'panel.css'));
  const script = webview.asWebviewUri(
    vscode.Uri.joinPath(extensionUri, 'dist', 'webview', 'panel.js'),
  );
  const { cspSource } = webview;
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>NetGuru</title>
</head>
<body>
<div id="netguru-panel"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/**
 * NetGuru's own panel. It outlives its webview, which VS Code throws away while hidden: the
 * answers go on and are shown when the view returns.
 */
class ChatPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #controller: PanelController;
  readonly #subscriptions: vscode.Disposable[] = [];
  #view: vscode.WebviewView | undefined;

  constructor(extensionUri: vscode.Uri, services: PanelServices) {
    this.#extensionUri = extensionUri;
    this.#controller = new PanelController(services, {
      language: vscode.env.language,
      translate: ({ template, args }) => vscode.l10n.t(template, ...args),
      post: (message) => void this.#view?.webview.postMessage(message),
      runCommand: (command) => void vscode.commands.executeCommand(COMMAND_IDS[command]),
      openLink: (url) => void vscode.env.openExternal(vscode.Uri.parse(url.href, true)),
    });
    this.#subscriptions.push(vscode.window.registerWebviewViewProvider(PANEL_VIEW_ID, this));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      enableCommandUris: false,
      localResourceRoots: [
        vscode.Uri.joinPath(this.#extensionUri, 'media'),
        vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview'),
      ],
    };
    const received = webview.onDidReceiveMessage((message: unknown) =>
      this.#controller.handle(message),
    );
    view.onDidDispose(() => {
      received.dispose();
      if (this.#view === view) this.#view = undefined;
    });
    webview.html = panelHtml(webview, this.#extensionUri);
  }

  /** Shows the panel with files or selections attached; asks at once if the question is known. */
  async openWith(request: PanelRequest): Promise<void> {
    await this.#reveal();
    await this.#controller.openWith(request);
  }

  /** Shows the panel, ready for the first question of a new conversation. */
  async newConversation(): Promise<void> {
    await this.#reveal();
    await this.#controller.newConversation();
  }

  /** Stops the running answers and shows the empty state, without opening the view. */
  reset(): Promise<void> {
    return this.#controller.reset();
  }

  /** Stops the running answers; resolves when they are recorded, which `deactivate` can await. */
  async dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    await this.#controller.dispose();
  }

  async #reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${PANEL_VIEW_ID}.focus`);
  }
}

export type { ChatPanel };

/** Registers the panel's view; dispose it with the extension. */
export function registerChatPanel(extensionUri: vscode.Uri, services: PanelServices): ChatPanel {
  return new ChatPanel(extensionUri, services);
}
