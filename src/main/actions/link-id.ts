import { v5 as uuidv5 } from 'uuid';

/** Links made on two computers between the same two ends are one row: their id is derived from the ends. */
const LINK_NAMESPACE = '6d2f7e58-7b1c-5f0e-9d43-0c6a4e1f8b27';

export interface LinkEnds {
  readonly mediaId: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly role: string;
  readonly language: string | null;
}

export const linkIdOf = ({ mediaId, targetType, targetId, role, language }: LinkEnds): string =>
  uuidv5([mediaId, targetType, targetId, role, language ?? ''].join(' '), LINK_NAMESPACE);
