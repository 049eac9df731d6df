/** Whether a text holds every word of a search, whatever its case and accents; a search without words finds all. */
export function textSearch(search: string): (text: string) => boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return (text) => {
    const held = words.length === 0 ? '' : plain(text);
    return words.every((word) => held.includes(word));
  };
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
