/** Of every list in which rows are selected. */
export const list = {
  selected_one: '{{count}} selected',
  selected_other: '{{count}} selected',
  hidden: '{{selected}}, {{count}} hidden',
} as const;
