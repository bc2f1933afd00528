import { frames } from '../frames/index.js';
import { damages } from '../links/index.js';
import type { DamageSyntax, FrameSyntax, Language, StepSyntax } from '../model/language.js';
import { steps } from '../steps/index.js';

/** The words of the spec language, as the registries define them. */
export const language: Language = {
  steps: steps as Readonly<Record<string, StepSyntax>>,
  frames: frames as Readonly<Record<string, FrameSyntax>>,
  damages: damages as unknown as Readonly<Record<string, DamageSyntax>>,
};
