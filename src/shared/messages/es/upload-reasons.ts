import type { uploadReasons as en } from '../en/upload-reasons.ts';
import type { Translated } from '../translated.ts';

export const uploadReasons: Translated<typeof en, 'es'> = {
  reason: {
    offline: {
      title: 'Esperando a la red',
      hint: 'No se puede llegar al almacenamiento. Sigue solo cuando vuelva la conexión.',
    },
    'server-busy': {
      title: 'Almacenamiento ocupado',
      hint: 'Se reintenta solo dentro de un momento.',
    },
    'rate-limited': {
      title: 'Piden ir más despacio',
      hint: 'El almacenamiento no admite más por ahora. Se reintenta solo.',
    },
    'file-growing': {
      title: 'El archivo aún crece',
      hint: 'La grabación o la exportación no ha terminado. Se envía cuando el archivo deje de crecer.',
    },
    'file-locked': {
      title: 'Archivo en uso',
      hint: 'Otro programa tiene el archivo. Ciérralo allí; se reintenta solo.',
    },
    'file-missing': {
      title: 'Archivo no encontrado',
      hint: 'Se ha movido, renombrado o eliminado. En cuanto vuelva, sigue solo.',
    },
    'drive-missing': {
      title: 'Disco no conectado',
      hint: 'Conecta el disco o la carpeta de red con este archivo y sigue solo.',
    },
    'cap-exceeded': {
      title: 'Tope de la cuenta alcanzado',
      hint: 'La cuenta de almacenamiento ha alcanzado uno de sus topes y no dice cuál. En el sitio de Backblaze, mira en «Caps & Alerts».',
    },
    'key-revoked': {
      title: 'Clave rechazada',
      hint: 'La clave se ha eliminado, ha caducado o se ha reemplazado. Escribe una nueva en los ajustes de almacenamiento.',
    },
    'access-denied': {
      title: 'Acceso denegado',
      hint: 'La clave no puede escribir en este bucket o carpeta. Compruébala en los ajustes de almacenamiento.',
    },
    'over-quota': {
      title: 'Por encima de la cuota',
      hint: 'La cola necesita más sitio del que queda. Mira en los ajustes de almacenamiento cuánto, y sube la cuota o envía de todos modos.',
    },
    'bucket-missing': {
      title: 'Bucket no encontrado',
      hint: 'El bucket se ha eliminado o renombrado. Compruébalo en los ajustes de almacenamiento.',
    },
    'not-configured': {
      title: 'Sin almacenamiento conectado',
      hint: 'Conecta un almacenamiento y las subidas empiezan solas.',
    },
    'signed-out': {
      title: 'Esperando a que inicies sesión',
      hint: 'Las subidas pertenecen a una cuenta. Inicia sesión y siguen solas.',
    },
    'disk-full': {
      title: 'Este disco está lleno',
      hint: 'Libera espacio en este ordenador y sigue solo.',
    },
    'clock-skew': {
      title: 'El reloj no va bien',
      hint: 'El almacenamiento rechaza peticiones de otra hora. Pon la fecha y la hora de este ordenador en automático.',
    },
    'untrusted-server': {
      title: 'Almacenamiento sin confianza',
      hint: 'No ha podido demostrar quién es, así que no se envía nada. Comprueba la dirección en los ajustes de almacenamiento.',
    },
    'on-battery': {
      title: 'Con batería',
      hint: 'Sigue cuando este ordenador esté enchufado, como dicen los ajustes de subidas.',
    },
    'metered-network': {
      title: 'Red de uso medido',
      hint: 'Esta red cobra por byte. Sigue en otra, como dicen los ajustes de subidas.',
    },
    'queue-paused': {
      title: 'Todas las subidas en pausa',
      hint: 'Espera hasta que reanudes las subidas, o hasta la hora que indicaste.',
    },
    'file-changed': {
      title: 'El archivo ha cambiado',
      hint: 'Se editó mientras se enviaba. La versión nueva se sube sola.',
    },
    'server-forgot': {
      title: 'Se perdió lo enviado',
      hint: 'El almacenamiento ya no tiene lo que se había enviado. Se sube otra vez desde el principio, por sí solo.',
    },
    'storage-changed': {
      title: 'Ahora se sube a otro sitio',
      hint: 'Han cambiado los ajustes de almacenamiento. Se sube solo al bucket nuevo.',
    },
    'not-verified': {
      title: 'No es igual al archivo',
      hint: 'Lo almacenado no era lo enviado, así que no cuenta. Se sube otra vez por sí solo.',
    },
    'file-unreadable': {
      title: 'No se puede leer el archivo',
      hint: 'Lectern no tiene permiso para abrirlo. Comprueba sus permisos y reinténtalo.',
    },
    'file-too-large': {
      title: 'Archivo demasiado grande',
      hint: 'Es mayor de lo que el almacenamiento admite en un archivo. Expórtalo más pequeño o divídelo.',
    },
    'bad-name': {
      title: 'Nombre de archivo no válido',
      hint: 'El almacenamiento no admite este nombre. Renombra el archivo e impórtalo de nuevo.',
    },
    'file-empty': {
      title: 'El archivo está vacío',
      hint: 'No contiene ningún byte. Expórtalo de nuevo y reinténtalo.',
    },
    'file-unfinished': {
      title: 'Grabación sin terminar',
      hint: 'El archivo no tiene índice, así que no se reproduciría. Repáralo en el programa que lo grabó o expórtalo de nuevo, y reinténtalo.',
    },
    'file-cut': {
      title: 'El archivo se corta',
      hint: 'Dice ser más largo de lo que es, como tras una copia interrumpida. Cópialo o expórtalo de nuevo y reinténtalo.',
    },
    'file-unknown': {
      title: 'Vídeo desconocido',
      hint: 'Aún no se ha enviado nada. Expórtalo como MP4, o envíalo tal como está.',
    },
    'damaged-in-transit': {
      title: 'Dañado por el camino',
      hint: 'El archivo llega dañado. Reinténtalo, o prueba en otra red.',
    },
    refused: {
      title: 'El almacenamiento lo rechaza',
      hint: 'Reinténtalo. Si vuelve a pasar, copia los detalles para el equipo de soporte.',
    },
    'bad-row': {
      title: 'Notas de la subida dañadas',
      hint: 'Lectern no sabe hasta dónde llegó. Copia los detalles para el equipo de soporte y cancélala.',
    },
    internal: {
      title: 'Detenida por un error',
      hint: 'Lectern ha cometido un error con esta subida; las demás siguen. Copia los detalles para el equipo de soporte.',
    },
  },
  /** Of `drive-missing`, where it is known which. */
  driveHint: 'El disco «{{name}}» no está conectado. Sigue solo cuando vuelva.',
  cap: {
    storage: {
      title: 'Tope de almacenamiento alcanzado',
      hint: 'La cuenta almacena todo lo que permite su tope. En el sitio de Backblaze, súbelo en «Caps & Alerts», o elimina lo que no haga falta.',
    },
    download: {
      title: 'Tope de descargas alcanzado',
      hint: 'La cuenta ha servido hoy todo lo que permite su tope. Súbelo en «Caps & Alerts» en el sitio de Backblaze, o espera a la medianoche GMT.',
    },
    transaction: {
      title: 'Tope de transacciones alcanzado',
      hint: 'La cuenta ha respondido hoy a todas las peticiones que permite su tope. Súbelo en «Caps & Alerts» en el sitio de Backblaze, o espera a la medianoche GMT.',
    },
  },
  action: {
    settings: 'Ajustes de subidas…',
    none: 'Sigue solo',
    retry: 'Reintentar',
    'connect-drive': 'Conecta el disco',
    'find-file': 'Devuelve el archivo a su sitio',
    'close-file': 'Ciérralo en el otro programa',
    'check-permissions': 'Comprueba los permisos',
    'raise-cap': 'Sube el tope',
    'check-storage': 'Ajustes de almacenamiento…',
    'sign-in': 'Iniciar sesión…',
    'free-disk-space': 'Libera espacio',
    'check-clock': 'Pon en hora el reloj',
    'send-anyway': 'Enviar de todos modos',
    'rename-file': 'Renombra el archivo',
    'export-again': 'Expórtalo de nuevo',
    report: 'Copiar los detalles',
  },
};
