import type { error as en } from '../en/errors.ts';
import type { Translated } from '../translated.ts';

export const error: Translated<typeof en, 'es'> = {
  UNKNOWN_ROUTE: { title: 'Esta versión de Lectern no sabe hacer eso.', hint: 'Cierra Lectern y vuelve a abrirlo.' },
  FORBIDDEN_SENDER: { title: 'Lectern ha rechazado esta petición.', hint: 'Cierra esta ventana y abre otra.' },
  INVALID_INPUT: {
    title: 'Hay algo en el formulario que no es correcto.',
    hint: 'Revisa lo que has escrito y reinténtalo.',
  },
  NOT_READY: { title: 'Lectern todavía está arrancando.', hint: 'Reinténtalo dentro de un momento.' },
  INTERNAL: {
    title: 'Lectern no ha podido hacerlo.',
    hint: 'No se ha cambiado nada. Reinténtalo; si vuelve a pasar, copia los detalles para el equipo de soporte.',
  },
  DISK_FULL: {
    title: 'El disco está lleno.',
    hint: 'No se pierde nada, pero no se puede guardar nada nuevo. Libera espacio y reinténtalo.',
  },
  READ_ONLY: {
    title: 'Lectern no puede escribir en su carpeta de datos.',
    hint: 'Lo que ves está a salvo, pero no se puede cambiar hasta que se pueda escribir en la carpeta.',
  },
  ALREADY_WATCHED: {
    title: 'Esta carpeta ya se vigila.',
    hint: 'Sus grabaciones nuevas se ofrecen encima del esquema de este curso.',
  },
  ALREADY_IMPORTED: {
    title: 'Esto se ha importado mientras tanto.',
    hint: 'Las lecciones del curso lo muestran todo. No se ha importado nada dos veces; cierra esta vista previa.',
  },
  OFFER_GONE: {
    title: 'Lo que se ofrecía ya no está.',
    hint: 'La carpeta se vuelve a mirar; entonces se ofrece lo que haya de nuevo.',
  },
  NO_CAPTIONS: {
    title: 'No contiene subtítulos.',
    hint: 'No se ha cambiado nada. Escribe al menos uno, o quita el archivo de la lección.',
  },
  NOT_A_VIDEO: {
    title: 'Este archivo no es un vídeo, o no se puede leer.',
    hint: 'No se ha cambiado nada. Elige un archivo de vídeo, como MP4.',
  },
  NOT_A_PICTURE: {
    title: 'Este archivo no es una imagen, o no se puede leer.',
    hint: 'No se ha cambiado nada. Elige un archivo JPEG, PNG o WebP.',
  },
  PICTURE_TOO_LARGE: {
    title: 'Esta imagen es demasiado grande.',
    hint: 'Una imagen en un texto tiene 20 MB como máximo. No se ha cambiado nada; redúcela e inténtalo de nuevo.',
  },
  FILE_DIFFERS: {
    title: 'Este es otro archivo.',
    hint: 'Tiene otro tamaño u otro contenido que el que falta. No se ha cambiado nada; elige el mismo archivo o adjunta este como uno nuevo.',
  },
  VERSION_UNREADABLE: {
    title: 'No se puede leer esta versión.',
    hint: 'Quizá aún no esté entera en este ordenador, o la hizo un Lectern más nuevo. No se ha cambiado nada; sincroniza y reinténtalo.',
  },
  VERSION_PUBLISHED: {
    title: 'Una versión publicada se queda como está.',
    hint: 'No se ha cambiado nada. Solo se pueden renombrar o eliminar las versiones a las que pusiste nombre.',
  },
  PUBLISH_RUNNING: { title: 'El curso ya se está publicando.', hint: 'Espera a que termine.' },
  PUBLISH_BLOCKED: {
    title: 'Hay algo que impide publicar.',
    hint: 'No se ha publicado nada. La lista de comprobación dice qué, y lleva hasta ello.',
  },
  PUBLISH_NOT_STORED: {
    title: 'Hay un vídeo que no ha llegado a la nube.',
    hint: 'No se ha publicado nada. Deja que terminen las subidas, sincroniza y publica otra vez.',
  },
  PUBLISH_CHANGED: {
    title: 'Otro ordenador ha cambiado el curso mientras tanto.',
    hint: 'No se ha publicado nada. Lo que escribió ya está aquí: míralo y publica otra vez.',
  },
  PUBLISH_MEANWHILE: {
    title: 'El curso se ha publicado mientras tanto desde otro ordenador.',
    hint: 'Desde aquí no se ha publicado nada. Abajo está lo que es distinto desde entonces.',
  },
  PUBLISH_UNSYNCED: {
    title: 'No todo ha llegado a la nube.',
    hint: 'No se ha publicado nada. La barra de estado dice qué espera; sincroniza y publica otra vez.',
  },
  PUBLISH_SIGNED_OUT: {
    title: 'Para publicar hace falta una cuenta.',
    hint: 'No se ha publicado nada. Inicia sesión y publica otra vez.',
  },
  PUBLISH_OFFLINE: {
    title: 'No se puede llegar al servidor.',
    hint: 'No se ha publicado nada. Tu trabajo está guardado aquí; publica cuando vuelvas a tener conexión.',
  },
  PUBLISH_FORBIDDEN: {
    title: 'Aquí no puedes publicar.',
    hint: 'No se ha publicado nada. Pide a quien es dueño del espacio de trabajo el derecho de editar.',
  },
  PUBLISH_SERVER_OLD: {
    title: 'El servidor y este Lectern no encajan.',
    hint: 'No se ha publicado nada. Actualiza Lectern, o di a tu departamento de informática que el servidor necesita su actualización.',
  },
  PUBLISH_NO_ANSWER: {
    title: 'El servidor no ha dicho si el curso está publicado.',
    hint: 'Publica otra vez: nunca se publica dos veces.',
  },
  PUBLISH_CANCELLED: {
    title: 'Se ha cancelado la publicación.',
    hint: 'Si el servidor ya la tenía, el curso aparece como publicado tras la próxima sincronización.',
  },
  BACKUP_DAMAGED: {
    title: 'Esta copia de seguridad está dañada.',
    hint: 'No se ha cambiado nada. Elige otra.',
  },
  CHECK_RUNNING: {
    title: 'Ya se está verificando.',
    hint: 'Espera el resultado o detenla primero.',
  },
  CHECK_STOPPED: {
    title: 'Se ha detenido la verificación.',
    hint: 'No se ha averiguado nada. Vuelve a verificar cuando quieras.',
  },
  CHECK_UNREACHABLE: {
    title: 'No se ha podido leer de vuelta.',
    hint: 'Esto no dice nada de lo almacenado. Comprueba la conexión y vuelve a verificar.',
  },
  CHECK_REFUSED: {
    title: 'El almacenamiento no deja leerlo.',
    hint: 'Esto no dice nada de lo almacenado. Comprueba en los ajustes de almacenamiento que la clave puede leer archivos.',
  },
  NOT_AN_ARCHIVE: {
    title: 'Esto no es un archivo de curso.',
    hint: 'Lectern los escribe con «Exportar curso…»; sus nombres terminan en .lectern.zip.',
  },
  ARCHIVE_NEWER: {
    title: 'Este archivo lo hizo un Lectern más nuevo.',
    hint: 'No se ha importado nada. Instala el Lectern más nuevo y reinténtalo.',
  },
  ARCHIVE_UNSAFE: {
    title: 'No es seguro abrir este archivo.',
    hint:
      'No es como los escribe Lectern: $t(archives.unsafe.{{reason}}). Puede que lo hayan alterado para hacer daño. No se ha ' +
      'importado nada. Pide uno nuevo a quien te lo dio.',
  },
  ARCHIVE_DAMAGED: {
    title: 'Este archivo está dañado.',
    hint:
      'No está entero: $t(archives.damaged.{{reason}}). A menudo es una descarga o una copia que se cortó. No se ha importado ' +
      'nada. Consíguelo de nuevo o vuelve a exportar el curso.',
  },
  ARCHIVE_UNREADABLE: {
    title: 'No se puede leer el archivo.',
    hint: 'Se ha movido o eliminado, no tienes permiso para leerlo o su disco no está conectado. No se ha importado nada.',
  },
  ARCHIVE_CANCELLED: {
    title: 'Se ha detenido.',
    hint: 'No ha quedado nada atrás. Puedes volver a empezar cuando quieras.',
  },
  SOURCE_CHANGED: {
    title: '«{{name}}» no es el archivo que era.',
    hint: 'Se ha modificado mientras se exportaba el curso. No se ha guardado nada. Reinténtalo cuando ningún otro programa lo use.',
  },
  SOURCE_UNREADABLE: {
    title: 'No se puede leer «{{name}}».',
    hint: 'Se ha movido, o su disco no responde. No se ha guardado nada. Reinténtalo; para exportar sin él, muévelo antes a otra carpeta.',
  },
  TARGET_FULL: {
    title: 'Ahí no hay espacio suficiente.',
    hint: 'No ha quedado nada atrás. Libera espacio o elige otro disco.',
  },
  TARGET_FILE_LIMIT: {
    title: 'Ese disco no admite un archivo tan grande.',
    hint: 'Los discos con formato FAT32, como la mayoría de las memorias USB, llegan a 4 GB. No ha quedado nada atrás. Elige otro disco o exporta sin vídeos.',
  },
  TARGET_GONE: {
    title: 'El lugar elegido ya no está.',
    hint: 'Se ha eliminado su carpeta o se ha desconectado su disco. Conéctalo de nuevo o elige otro lugar; lo que se empezó allí se quita solo.',
  },
  TARGET_IS_SOURCE: {
    title: 'Este es uno de los archivos del propio curso.',
    hint: 'Se perdería. No se ha escrito nada. Elige otro nombre.',
  },
  TARGET_UNWRITABLE: {
    title: 'Lectern no puede escribir ahí.',
    hint: 'No ha quedado nada atrás. Elige otra carpeta o comprueba sus permisos.',
  },
  FOLDER_NEEDED: { title: 'Los archivos necesitan un lugar.', hint: 'Elige antes una carpeta para ellos.' },
  CHANGES_WAITING: {
    title: 'Mientras tanto se ha cambiado algo.',
    hint: 'Tampoco ha llegado a la nube. Elige otra vez qué pasa con tus cambios.',
  },
  FILE_DISK_FULL: {
    title: 'No hay espacio para el archivo.',
    hint: 'No se ha descartado nada. Elige otro lugar, o libera espacio y reinténtalo.',
  },
  FILE_NOT_WRITABLE: {
    title: 'No se puede escribir el archivo ahí.',
    hint: 'No se ha descartado nada. Elige otro lugar.',
  },
  BACKUP_NEWER: {
    title: 'Esta copia de seguridad la hizo un Lectern más nuevo.',
    hint: 'No se ha cambiado nada. Instala el Lectern más nuevo para volver a ella, o elige otra.',
  },
  BACKUP_NO_SPACE: {
    title: 'No hay sitio en el disco para una copia de seguridad.',
    hint: 'Tu trabajo está guardado y las copias anteriores se conservan. Libera espacio y reinténtalo.',
  },
  BACKUP_FOLDER: {
    title: 'Lectern no puede usar su carpeta de copias de seguridad.',
    hint: 'Tu trabajo está guardado, pero sin copia de seguridad. Tiene que ser una carpeta en la que se pueda escribir. Después, reinténtalo.',
  },
  SHEET_UNREADABLE: {
    title: 'La tabla no se puede leer.',
    hint: 'Se movió o se eliminó, no tienes permiso, o no es un archivo del tamaño de una tabla. No se ha cambiado nada.',
  },
  SHEET_ENCODING: {
    title: 'Las letras de esta tabla no se pueden leer.',
    hint: 'No se ha cambiado nada. Guárdala otra vez como «CSV UTF-8».',
  },
  NOT_A_SHEET: {
    title: 'Esto no es la tabla de un esquema.',
    hint: 'Su primera línea tiene que nombrar las columnas, una de ellas «title». No se ha cambiado nada. Exporta el esquema para ver una.',
  },
  SHEET_CHANGED: {
    title: 'El curso o la tabla ha cambiado mientras tanto.',
    hint: 'No se ha escrito nada. Esto es lo que cambiaría ahora: revísalo y aplícalo otra vez.',
  },
  PATTERN_INVALID: {
    title: 'Esto no es una expresión regular.',
    hint: 'Corrígela, o búscala tal cual: desmarca «Expresión regular».',
  },
  PATTERN_SLOW: {
    title: 'Esta expresión regular no terminaba, y se ha detenido.',
    hint: 'No se ha cambiado nada. Las repeticiones dentro de repeticiones, como (a+)+, pueden no acabar nunca: escríbela más sencilla.',
  },
  NOT_FOUND: { title: 'Esto ya no está aquí.', hint: 'Quizá se haya eliminado en otra ventana.' },
  FILE_MISSING: {
    title: 'El archivo no está donde estaba.',
    hint: 'Se ha movido, renombrado o eliminado, o su disco no está conectado.',
  },
  NOTHING_FOUND: {
    title: 'Ahí no hay nada que importar.',
    hint: 'Suelta vídeos, o una carpeta que contenga vídeos.',
  },
  UNREADABLE: {
    title: 'Lectern no tiene permiso para leer esa carpeta.',
    hint: 'Comprueba sus permisos, o cópiala a un lugar tuyo y reinténtalo.',
  },
  CANCELLED: { title: 'Se ha dejado de mirar la carpeta.', hint: 'Suéltala otra vez para empezar de nuevo.' },
  NOTHING_SELECTED: { title: 'No hay nada seleccionado.', hint: 'Marca al menos una lección.' },
  FOLDER_GONE: {
    title: 'La carpeta ya no está.',
    hint: 'Conecta su disco, o suéltala desde donde esté ahora. No se ha importado nada.',
  },
  NOTHING_DAMAGED: {
    title: 'No hay nada que apartar.',
    hint: 'El archivo de datos no está dañado. En su lugar, reinténtalo.',
  },
  CONTENT_AHEAD: {
    title: 'Lo que contiene esta lección lo escribió un Lectern más nuevo.',
    hint: 'Actualiza Lectern en este ordenador y vuelve a guardar. Lo que has escrito se conserva como borrador.',
  },
  NOTHING_TO_UNDO: { title: 'No hay nada que deshacer.', hint: 'Todo está como lo dejaste.' },
  CHANGED_SINCE: {
    title: 'Esto se ha vuelto a cambiar después.',
    hint: 'Al deshacerlo se retiraría el cambio más nuevo, así que no se ha hecho nada.',
  },
  LOCKED: {
    title: 'Tu organización gestiona este ajuste.',
    hint: 'Pregunta a tu departamento de informática si debería ser distinto.',
  },
  VAULT_UNAVAILABLE: {
    title: 'El almacén de contraseñas de este ordenador no está disponible.',
    hint: 'Lectern solo guarda claves ahí. Desbloquea el llavero y reinténtalo.',
  },
  STORAGE_NOT_CONNECTED: {
    title: 'No hay ningún almacenamiento conectado.',
    hint: 'Conéctalo en Ajustes › Almacenamiento y reinténtalo.',
  },
  NOT_CONFIGURED: { title: 'Aún no hay ningún servidor configurado.', hint: 'Escribe antes su dirección y su clave.' },
  OFFLINE: {
    title: 'No se puede llegar al servidor.',
    hint: 'Comprueba la conexión. Tu trabajo se queda en este ordenador y sigue solo.',
  },
  WRONG_CREDENTIALS: {
    title: 'La dirección de correo o la contraseña no son correctas.',
    hint: 'Revisa ambas y reinténtalo.',
  },
  EMAIL_NOT_CONFIRMED: {
    title: 'Esta dirección de correo aún no está confirmada.',
    hint: 'Abre el enlace del mensaje que recibiste e inicia sesión.',
  },
  RATE_LIMITED: { title: 'Ha habido demasiados intentos.', hint: 'Espera un minuto y reinténtalo.' },
  DOMAIN_NOT_ALLOWED: {
    title: 'Tu organización no permite esta dirección de correo aquí.',
    hint: 'Inicia sesión con tu dirección del trabajo.',
  },
  SERVER: {
    title: 'El servidor no ha podido responder.',
    hint: 'No se pierde nada. Reinténtalo dentro de unos minutos.',
  },
  INVALID_URL: { title: 'Eso no es una dirección web.', hint: 'Tiene esta forma: https://example.supabase.co.' },
  INSECURE_URL: {
    title: 'La dirección tiene que empezar por https://.',
    hint: 'Con http tu contraseña viajaría sin protección.',
  },
  INVALID_CDN_URL: { title: 'Eso no es una dirección web.', hint: 'Tiene esta forma: https://cdn.example.com.' },
  INSECURE_CDN_URL: {
    title: 'La dirección de la CDN tiene que empezar por https://.',
    hint: 'Con http otros podrían ver y alterar lo que se reproduce.',
  },
};
