import type { richText as en } from '../en/rich-text.ts';
import type { Translated } from '../translated.ts';

export const richText: Translated<typeof en, 'es'> = {
  editor: 'editor de texto',
  toolbar: 'Formato',
  loading: 'Abriendo el editor',
  address: 'Dirección del enlace',
  setLink: 'Poner el enlace',
  removeLink: 'Quitar el enlace',
  picture: {
    section: 'Imagen',
    alt: 'Qué muestra la imagen',
    altHint: 'Se lee a quienes no la ven.',
    decorative: 'Decorativa',
    decorativeHint: 'Se omite cuando se lee el texto en voz alta.',
    remove: 'Quitar imagen',
    undescribed_one: '{{count}} imagen no dice nada a quienes no la ven.',
    undescribed_other: '{{count}} imágenes no dicen nada a quienes no las ven.',
    describe: 'Describirla',
  },
  fault: { address: 'Escribe una dirección que empiece por https://, http:// o mailto:.' },
  tool: {
    undo: 'Deshacer lo escrito',
    redo: 'Rehacer lo escrito',
    heading: 'Encabezado',
    subheading: 'Subencabezado',
    bold: 'Negrita',
    italic: 'Cursiva',
    strike: 'Tachado',
    code: 'Código',
    bullets: 'Lista con viñetas',
    numbers: 'Lista numerada',
    quote: 'Cita',
    codeBlock: 'Bloque de código',
    link: 'Enlace',
    picture: 'Imagen…',
  },
};
