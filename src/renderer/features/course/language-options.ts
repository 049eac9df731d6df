import { useFormats } from '../../hooks/studio-context.ts';

const languages =
  'ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ' +
  'ro ru sk sl sr sv sw ta te th tr uk ur vi zh-Hans zh-Hant';

/** Languages to choose from by their names, the one that is held among them. */
export function useLanguageOptions(held: string) {
  const { language, compare } = useFormats();
  const tags = [...new Set([held, ...languages.split(' ')])];
  const options = tags.map((tag) => ({ value: tag, label: language(tag) ?? tag }));
  return options.toSorted((a, b) => compare(a.label, b.label));
}
