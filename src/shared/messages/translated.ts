type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** The plural forms that a translator writes. (Spanish `many`, for whole millions, reads as `other`: see es.ts.) */
interface Forms {
  readonly es: 'one' | 'other';
  readonly ar: PluralForm;
}

/**
 * The English words of a file in another language: the same keys, and of each word that is counted the forms that the
 * language has. A word that is missing, or is not English any more, is a type error.
 */
export type Translated<English, Locale extends keyof Forms> = {
  readonly [
    Key in keyof English & string as Key extends `${infer Stem}_${PluralForm}` ? Key | `${Stem}_${Forms[Locale]}` : Key
  ]: English[Key] extends string ? string : Translated<English[Key], Locale>;
};
