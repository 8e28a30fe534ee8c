import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';
import { PanelApp, type WebviewApi } from './panelApp.ts';

declare function acquireVsCodeApi(): WebviewApi;

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea());
const root = document.getElementById('netguru-panel');
if (root !== null) {
  const app = new PanelApp(root, acquireVsCodeApi());
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => app.receive(data));
}
