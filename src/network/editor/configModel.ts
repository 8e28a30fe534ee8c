import { type ConfigNode, parseConfigTree } from '../config/configTree.ts';
import { findHostname } from '../hostname.ts';
import { guessPlatform, type PlatformGuess } from '../platform.ts';
import { type ConfigCertainty, configCertainty } from './configCertainty.ts';
import { ConfigNames } from './configNames.ts';
import { type ConfigFold, configFolds } from './foldingRanges.ts';
import { configOutline, type OutlineItem } from './outline.ts';

/**
 * One version of one configuration as an editor needs it. The tree is parsed once; names, outline
 * and folds are made when they are first asked for. Total: text that is no configuration has
 * the certainty `none`.
 */
export class ConfigModel {
  readonly certainty: ConfigCertainty;
  readonly hostname: string | undefined;
  readonly #lines: readonly string[];
  readonly #guess: PlatformGuess;
  readonly #tree: readonly ConfigNode[];
  #names: ConfigNames | undefined;
  #outline: readonly OutlineItem[] | undefined;
  #folds: readonly ConfigFold[] | undefined;

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\r|\n/);
    this.#guess = guessPlatform(text);
    this.#tree =
      this.#guess.style === 'none' ? [] : parseConfigTree(this.#lines, this.#guess.style);
    this.certainty = configCertainty(this.#lines, this.#tree, this.#guess);
    this.hostname = findHostname(text);
  }

  get names(): ConfigNames {
    this.#names ??= new ConfigNames(this.#lines, this.#tree, this.#guess);
    return this.#names;
  }

  get outline(): readonly OutlineItem[] {
    this.#outline ??= configOutline(this.#tree, this.#guess.style);
    return this.#outline;
  }

  get folds(): readonly ConfigFold[] {
    this.#folds ??= configFolds(this.#lines, this.#tree, this.#guess.style);
    return this.#folds;
  }
}
