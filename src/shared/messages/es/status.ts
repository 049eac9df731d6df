import type {
  changes as enChanges,
  notice as enNotice,
  rightsOf as enRightsOf,
  status as enStatus,
} from '../en/status.ts';
import type { Translated } from '../translated.ts';

export const notice: Translated<typeof enNotice, 'es'> = {
  COMPUTER_RESTORED: {
    title: 'Este ordenador se ha restaurado desde una copia de seguridad.',
    hint:
      'Su disco o la carpeta de Lectern ha vuelto a un estado anterior, o se ha copiado. No se pierde nada: lo que había ' +
      'llegado a la nube vuelve, y los cambios que esperaban aquí se envían otra vez.',
  },
  SERVER_RESTORED: {
    title: 'El servidor se ha restaurado.',
    hint:
      'Ha vuelto a un estado anterior. Todo se está trayendo de nuevo, y lo que le falta se envía otra vez desde este ' +
      'ordenador.',
  },
  ACCESS_REVOKED: {
    title: 'Se ha retirado tu acceso a estos cursos.',
    hint: 'Tus cambios se quedan en este ordenador y esperan. Pregunta a quien gestione el servidor de tu organización.',
  },
  ROLE_CHANGED: {
    title: 'Han cambiado tus derechos sobre estos cursos.',
    hint: '{{detail}}',
  },
  DISK_FULL: {
    title: 'El disco está lleno.',
    hint: 'Lectern lo muestra todo, pero no guarda nada nuevo hasta que vuelva a haber espacio.',
  },
  READ_ONLY: {
    title: 'Lectern no puede escribir en su carpeta de datos.',
    hint: 'Lo muestra todo, pero no guarda nada nuevo hasta que se pueda escribir en la carpeta.',
  },
  DATABASE_SET_ASIDE: {
    title: 'El archivo de datos dañado se ha apartado.',
    hint: 'Inicia sesión para recuperar lo que tiene la nube. El archivo se conserva: {{detail}}',
  },
  BACKUP_NO_SPACE: {
    title: 'No hay sitio en el disco para la copia de seguridad de hoy.',
    hint: 'Tu trabajo está guardado y las copias anteriores se conservan. Libera espacio: se reintenta solo.',
  },
  BACKUP_FOLDER: {
    title: 'Lectern no puede usar su carpeta de copias de seguridad.',
    hint:
      'Tu trabajo está guardado, pero sin copia de seguridad. Mira en los ajustes, en Copias de seguridad, dónde está la ' +
      'carpeta, y asegúrate de que se puede escribir en ella: se reintenta solo.',
  },
  BACKUP_FAILED: {
    title: 'No se ha podido hacer la copia de seguridad de hoy.',
    hint: 'Tu trabajo está guardado y las copias anteriores se conservan. Se reintenta solo; los archivos de registro dicen más.',
  },
  BACKUP_RESTORED: {
    title: 'El archivo de datos estaba dañado. Lectern ha abierto la copia de seguridad de {{time}}.',
    hint:
      'Los cambios posteriores que habían llegado a la nube vuelven cuando inicias sesión. El archivo dañado se conserva: ' +
      '{{detail}}',
  },
  VAULT_UNAVAILABLE: {
    title: 'El almacén de contraseñas de este ordenador no está disponible.',
    hint: 'Puedes trabajar, pero Lectern no puede mantener tu sesión iniciada ni guardar la clave del almacenamiento.',
  },
};

export const rightsOf: Translated<typeof enRightsOf, 'es'> = {
  owner: 'Ahora son tuyos y puedes cambiarlo todo.',
  editor: 'Puedes cambiarlos.',
  viewer: 'Puedes leerlos. El servidor rechaza los cambios; los que se hacen aquí se conservan en Cambios.',
  other: 'Lectern averigua lo que puedes hacer a medida que lo haces.',
};

export const status: Translated<typeof enStatus, 'es'> = {
  label: 'Estado',
  rescued_one: 'Se ha podido leer {{count}} cambio que no había llegado a la nube, y está en su sitio.',
  rescued_other: 'Se han podido leer {{count}} cambios que no habían llegado a la nube, y están en su sitio.',
  saved: 'Guardado en este ordenador {{time}}',
  savedNever: 'Guardado en este ordenador',
  savedHint: 'Cada cambio se escribe enseguida en el disco de este ordenador. No necesita red.',
  waiting_one: '{{count}} cambio en espera',
  waiting_other: '{{count}} cambios en espera',
  waitingHint: 'Estos cambios están a salvo en este ordenador y van a la nube en orden, por sí solos.',
  synced: 'Sincronizado {{time}}',
  syncedNever: 'Aún sin sincronizar',
  syncedHint: 'En ese momento la nube tenía todo lo de este ordenador, y al revés.',
  syncing: 'Sincronizando',
  syncingHint: 'Hay cambios de camino a la nube y de vuelta.',
  localOnly: 'Solo este ordenador',
  localOnlyHint:
    'No hay ningún servidor configurado. Todo funciona; añade uno para ver tus cursos en otros ordenadores.',
  signedOut: 'Sesión cerrada',
  signedOutHint: 'Todo funciona y se queda en este ordenador. Inicia sesión para ver tus cursos en otros ordenadores.',
  offline: 'Sin conexión',
  offlineHint: 'No se puede llegar al servidor. Sigue trabajando; los cambios se envían cuando vuelva la conexión.',
  needsAuth: 'Inicia sesión otra vez',
  needsAuthHint: 'Tu sesión ha terminado. No se pierde nada: tus cambios esperan aquí hasta que vuelvas a iniciarla.',
  blocked: 'Las versiones difieren',
  blockedHint:
    'Lectern y el servidor no conocen lo mismo. Tus cambios esperan aquí hasta que se actualice el más antiguo de los dos.',
  stopped: 'Sincronización detenida',
  stoppedHint:
    'Lectern no consigue entenderse con la nube. Tus cambios están a salvo en este ordenador, y se reintenta solo. ' +
    'Si sigue así, envía los archivos de registro al equipo de soporte.',
  captive: 'La red pide iniciar sesión',
  captiveHint: 'Algo entre tú y el servidor responde en su lugar. Abre una página web e inicia sesión en la red.',
  conflicts_one: '{{count}} conflicto',
  conflicts_other: '{{count}} conflictos',
  showChanges: 'Mostrar los cambios',
  conflictsHint:
    'Alguien ha cambiado las mismas palabras en otro ordenador. Aquí se ven las más nuevas; las otras se conservan.',
  refused_one: '{{count}} cambio rechazado',
  refused_other: '{{count}} cambios rechazados',
  refusedHint: 'El servidor no ha aceptado estos cambios. Se conservan en este ordenador.',
  syncNow: 'Sincronizar ahora',
  signIn: 'Iniciar sesión…',
  setUp: 'Configurar un servidor…',
};

export const changes: Translated<typeof enChanges, 'es'> = {
  title: 'Cambios',
  lastSynced: 'Última sincronización {{time}}',
  neverSynced: 'Aún sin sincronizar',
  allThere: 'Todo lo de este ordenador está en la nube.',
  unsent: 'Cambios que la nube no tiene',
  wasRefused: 'rechazado',
  waiting: 'En espera de enviarse',
  waitingHint: 'Están a salvo en este ordenador y van en este orden, por sí solos.',
  tried_one: 'intentado una vez',
  tried_other: 'intentado {{count}} veces',
  more_one: 'y {{count}} más',
  more_other: 'y {{count}} más',
  refused: 'Rechazado por el servidor',
  refusedHint: 'Estos cambios se conservan solo aquí. No se pierde nada hasta que lo descartes.',
  reasonOf: {
    GONE: 'Aquello a lo que se refiere no está en la nube: se eliminó para siempre, o también fue rechazado.',
    PARENT_GONE: 'El curso o capítulo al que pertenece ya no está.',
    VALUE: 'El servidor no admite este valor: puede ser demasiado largo o no del tipo correcto.',
    RIGHTS: 'Tu cuenta no puede cambiar esto.',
    OTHER: 'El servidor no ha dicho por qué con palabras.',
  },
  part: 'Se envió por partes: {{taken}} de sus {{total}} cambios ya están en la nube. Estos son el resto.',
  retry: 'Reintentar',
  retried: 'Se envía otra vez',
  edit: 'Editar…',
  editTitle: 'Editar el cambio rechazado',
  editSend: 'Enviar otra vez',
  tooLong: 'Como máximo {{limit}} caracteres.',
  objectivesTooLong: 'Como máximo 50 líneas de 500 caracteres cada una.',
  discard: 'Descartar…',
  discardTitle: '¿Descartar este cambio?',
  discardText: 'Tus palabras desaparecen entonces. Cópialas antes si puedes necesitarlas.',
  discardNow: 'Descartar',
  discarded: 'Descartado',
  conflicts: 'Cambiado también en otro ordenador',
  conflictsHint: 'Las palabras más nuevas se ven en todas partes. Las otras se conservan aquí durante 90 días.',
  restore: 'Usar estas palabras',
  restoreMine: 'Restaurar las mías',
  restored: 'Las otras palabras están en su sitio',
  keep: 'Conservar lo que se ve',
  keepTheirs: 'Conservar las suyas',
  copy: 'Copiar',
  copied: 'Copiado',
  before: 'Antes',
  mine: 'Tus palabras',
  also: 'Cambiado también en {{device}} {{time}}',
  anotherComputer: 'otro ordenador',
  wordsOf: 'Palabras de {{device}}',
  shows: 'Se ve ahora',
  nothing: 'nada',
  same: 'Es lo mismo que se ve ahora.',
  moved: 'otro lugar',
  deleted: 'eliminado',
  alive: 'sin eliminar',
  columnOf: {
    title: 'Título',
    subtitle: 'Subtítulo',
    description: 'Descripción',
    objectives: 'Objetivos',
    audience: 'Público',
    requirements: 'Requisitos',
    category: 'Categoría',
    language: 'Idioma',
    level: 'Nivel',
    price_minor: 'Precio',
    currency: 'Moneda',
    status: 'Estado',
    body: 'Texto',
    content: 'Lo que contiene la lección',
    name: 'Nombre',
    label: 'Etiqueta',
    kind: 'Tipo',
    free_preview: 'Vista previa gratuita',
    drip_days: 'Días después de la inscripción',
    flags: 'Tipo de subtítulos',
    alt: 'Descripción de la imagen',
    deleted_at_ms: 'Eliminado',
    pos: 'Lugar',
    other: 'Detalles',
  },
};
