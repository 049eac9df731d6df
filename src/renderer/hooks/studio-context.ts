import { createContext, use } from 'react';
import type { CommandBus } from '../lib/command-bus.ts';
import type { Formats } from '../lib/format.ts';
import type { Words } from '../../shared/messages/words.ts';
import type { Platform } from '../../shared/domain/key-press.ts';

/** What every part of the screen may need: it changes with the language only. */
export interface Studio {
  readonly t: Words;
  readonly formats: Formats;
  readonly platform: Platform;
  readonly commands: CommandBus;
}

export const StudioContext = createContext<Studio | null>(null);

/** The studio's fixed surroundings; given by app/providers.tsx. */
export function useStudio(): Studio {
  const studio = use(StudioContext);
  if (!studio) throw new Error('No StudioContext above');
  return studio;
}

/** Numbers, times and sizes in the user's locale. */
export function useFormats(): Formats {
  return useStudio().formats;
}
