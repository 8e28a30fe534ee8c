import { ASA } from './asa.ts';
import { EOS } from './eos.ts';
import { IOS } from './ios.ts';
import { IOSXR } from './iosxr.ts';
import { NXOS } from './nxos.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Platforms whose configurations nest by indentation; IOS-XE speaks IOS. */
export const INDENTED_PLATFORMS = ['ios', 'nx-os', 'eos', 'ios-xr', 'asa'] as const;
export type IndentedPlatform = (typeof INDENTED_PLATFORMS)[number];

export const VOCABULARIES: Readonly<Record<IndentedPlatform | 'ios-xe', Vocabulary>> = {
  ios: IOS,
  'ios-xe': IOS,
  'nx-os': NXOS,
  'ios-xr': IOSXR,
  asa: ASA,
  eos: EOS,
};
