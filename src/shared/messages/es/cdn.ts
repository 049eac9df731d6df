import type { cdn as en } from '../en/cdn.ts';
import type { Translated } from '../translated.ts';

export const cdn: Translated<typeof en, 'es'> = {
  title: 'CDN',
  hint: 'Opcional. Donde el público encuentra tus archivos más deprisa que en el bucket. Lectern también reproduce desde ahí los archivos almacenados.',
  baseUrl: 'URL base',
  baseUrlHint: 'Detrás se pone el nombre del archivo almacenado, por ejemplo https://cdn.example.com/file/our-bucket',
  zoneId: 'ID de zona',
  zoneIdHint:
    'En el sitio de Cloudflare: resumen de tu dominio, a la derecha. Lo que se elimina se quita entonces también de ahí.',
  apiToken: 'Token de API',
  tokenHint:
    'Crea uno con el permiso «Cache Purge» para esta zona. Se guarda en el almacén de contraseñas de este ordenador.',
  tokenSaved: 'Guardado. Déjalo vacío para conservarlo.',
  test: 'Probar la CDN',
  save: 'Guardar la CDN',
  saved: 'CDN guardada',
  result: {
    OK: 'La CDN acepta nuestras peticiones de quitar archivos.',
    INCOMPLETE: 'Rellena la URL base, el ID de zona y el token de API para probarlos.',
    REFUSED: 'Cloudflare no acepta este token. Crea uno con el permiso «Cache Purge» para esta zona.',
    NO_ZONE: 'Cloudflare no conoce esta zona, o la URL base no pertenece a ella. Comprueba ambas.',
    UNREACHABLE: 'No se puede llegar a Cloudflare. Comprueba la conexión de red y vuelve a probar.',
    SERVER: 'Cloudflare no ha podido responder. Vuelve a probar dentro de unos minutos.',
  },
};
