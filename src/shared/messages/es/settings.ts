import type { finding as enFinding, settings as enSettings } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

export const settings: Translated<typeof enSettings, 'es'> = {
  title: 'Ajustes',
  sections: 'Apartados de los ajustes',
  version: 'Lectern {{version}}',
  locked: 'Lo gestiona tu organización',
  lockedHint: 'Pregunta a tu departamento de informática si algo debería ser distinto aquí.',
  account: {
    title: 'Cuenta',
    hint: 'Inicia sesión para guardar tus cursos en la nube y verlos en otros ordenadores. Lectern funciona sin ella.',
    signedInAs: 'Has iniciado sesión como {{email}}',
    ended: 'Tu sesión ha terminado. No se pierde nada: inicia sesión otra vez y todo sigue.',
    email: 'Dirección de correo',
    password: 'Contraseña',
    signIn: 'Iniciar sesión',
    signOut: 'Cerrar sesión',
    needsServer: 'Podrás iniciar sesión en cuanto el servidor esté configurado.',
    leave: {
      title: '¿Cerrar sesión con cambios pendientes?',
      waiting_one: '{{count}} cambio no ha llegado a la nube.',
      waiting_other: '{{count}} cambios no han llegado a la nube.',
      refused_one: 'El servidor ha rechazado {{count}} cambio.',
      refused_other: 'El servidor ha rechazado {{count}} cambios.',
      ask: 'Elige qué pasa con tus cambios.',
      send: 'Sincronizar ahora y cerrar sesión',
      sendHint: 'Primero lo envía todo. Si no funciona, la sesión sigue abierta.',
      keep: 'Conservarlos y cerrar sesión',
      keepHint:
        'Se quedan en este ordenador y siguen cuando {{email}} vuelva a iniciar sesión aquí. Nadie más puede enviarlos.',
      save: 'Exportar y descartar…',
      saveHint: 'Los guarda en un archivo tuyo y después los retira de aquí. No se puede deshacer.',
      sending_one: 'Enviando. Queda {{count}} cambio.',
      sending_other: 'Enviando. Quedan {{count}} cambios.',
      progress: 'Enviando cambios',
      saved_one: 'Se ha guardado {{count}} cambio en «{{file}}» y se ha descartado aquí',
      saved_other: 'Se han guardado {{count}} cambios en «{{file}}» y se han descartado aquí',
      notSent: {
        offline: {
          title: 'No se puede llegar al servidor.',
          hint: 'Tus cambios están a salvo en este ordenador. Comprueba la conexión y reinténtalo, o consérvalos aquí.',
        },
        captive: {
          title: 'Esta red pide que inicies sesión.',
          hint: 'Tus cambios están a salvo en este ordenador. Abre una página web, inicia sesión en la red y reinténtalo.',
        },
        blocked: {
          title: 'Lectern y el servidor no conocen lo mismo.',
          hint: 'Tus cambios están a salvo en este ordenador. Consérvalos aquí hasta que se actualice el más antiguo de los dos.',
        },
        stopped: {
          title: 'Ahora no se han podido enviar los cambios.',
          hint: 'Están a salvo en este ordenador. Reinténtalo, consérvalos aquí o expórtalos.',
        },
        refused: {
          title: 'El servidor no lo ha aceptado todo.',
          hint: 'Mira en Cambios qué ha rechazado y por qué, o consérvalo aquí o expórtalo.',
        },
      },
    },
    server: 'Servidor',
    serverHint: 'Guarda tus cursos en la nube y en tus otros ordenadores. Lectern funciona sin él.',
    url: 'Dirección',
    urlHint: 'Tu proyecto de Supabase, por ejemplo https://example.supabase.co',
    key: 'Clave publicable',
    keyHint: 'Empieza por sb_publishable_. No es un secreto.',
    keyDoubt: {
      secret: 'Esta es una clave secreta. Usa la publicable: esa sí puede estar en tu ordenador.',
      unknown: 'Esto no parece una clave publicable. Empiezan por sb_publishable_ o eyJ.',
    },
    saveServer: 'Guardar el servidor',
    serverSaved: 'Servidor guardado',
  },
  device: {
    title: 'Este ordenador',
    name: 'Nombre',
    hint: 'Se muestra donde este ordenador y otro cambiaron las mismas palabras. Déjalo vacío para «{{hostName}}».',
    save: 'Guardar el nombre',
    saved: 'Nombre guardado',
  },
  storage: {
    title: 'Almacenamiento',
    hint: 'Los vídeos se almacenan en un bucket tuyo de Backblaze B2. Mientras no esté conectado, se quedan en este ordenador.',
    connected: 'Conectado',
    keyId: 'ID de la clave',
    applicationKey: 'Clave de aplicación',
    keySaved: 'Guardada. Déjalo vacío para conservarla.',
    keyHint: 'Se guarda en el almacén de contraseñas de este ordenador y no se vuelve a mostrar.',
    bucket: 'Bucket',
    prefix: 'Carpeta dentro del bucket',
    prefixHint: 'Opcional, por ejemplo courses/',
    endpoint: 'Punto de conexión',
    endpointHint: 'Déjalo vacío para Backblaze.',
    test: 'Probar la conexión',
    save: 'Guardar el almacenamiento',
    saved: 'Almacenamiento guardado',
    notSaved: 'Sin guardar. Cambia lo que está marcado abajo y guarda otra vez.',
    forget: 'Desconectar el almacenamiento',
    forgotten: 'Almacenamiento desconectado',
    findings: 'Lo que ha encontrado la prueba',
    rights: 'Se trata de: {{rights}}',
  },
  uploads: {
    title: 'Subidas',
    speed: 'Subidas desde este ordenador',
    hint: 'A qué velocidad sube este ordenador. Un límite nuevo vale enseguida, también para lo que está en camino.',
    limit: 'Límite de velocidad',
    hoursLimit: 'Límite en estas horas',
    limitHint: 'Déjalo vacío para no poner límite.',
    limitFault: 'Escribe un número a partir de 0.05, o déjalo vacío.',
    perSecond: 'MB/s',
    hasHours: 'Otro límite a ciertas horas',
    from: 'Desde',
    to: 'Hasta',
    days: 'En estos días',
    noDay: 'Elige al menos un día.',
    when: 'Cuándo esperar',
    pauseOnBattery: 'Esperar mientras este ordenador funcione con batería',
    pauseOnMetered: 'Esperar en redes que cobran por byte',
    stored: 'Cómo se almacenan las películas',
    indexFirst: 'Poner el índice de una película al principio',
    indexFirstHint:
      'Así un MP4 o MOV empieza enseguida en un navegador. Tu archivo no se cambia; el comprobante indica ambos hashes.',
    pauseOnMeteredHint: 'Donde el sistema lo dice: Windows, y Linux con NetworkManager.',
    save: 'Guardar el límite',
    saved: 'Límite guardado',
  },
  backups: {
    title: 'Copias de seguridad',
    hint: 'Lectern copia su archivo de datos una vez al día y conserva las últimas 14 copias. Los vídeos no están en ellas.',
    make: 'Hacer una copia ahora',
    made: 'Copia hecha',
    showFolder: 'Mostrar en la carpeta',
    list: 'Copias de seguridad en este ordenador',
    none: 'Aún no hay ninguna copia. La primera se hace en el minuto siguiente al primer arranque.',
    reasonOf: {
      daily: 'Diaria',
      manual: 'Hecha por ti',
      migration: 'Antes de una actualización',
      replaced: 'Antes de una restauración',
    },
    newer: 'La hizo un Lectern más nuevo: instala el más nuevo para volver a ella',
    restore: 'Restaurar…',
    restoreOf: 'Restaurar… {{time}}',
    askTitle: '¿Volver a {{time}}?',
    askText:
      'Tus cursos vuelven a ser los de entonces. De lo que hay ahora se hace antes una copia, para que puedas volver. ' +
      'Con la sesión iniciada, todo lo que había llegado a la nube desde entonces vuelve solo.',
    askUnsent_one: '{{count}} cambio que no ha llegado a la nube se queda solo en esa copia.',
    askUnsent_other: '{{count}} cambios que no han llegado a la nube se quedan solo en esa copia.',
    confirm: 'Restaurar',
    restored: 'Se ha restaurado la copia de {{time}}',
  },
  keyboard: {
    title: 'Teclado',
    hint: 'Pulsa las teclas de una orden para cambiarlas; Esc las deja como están. Valen enseguida, en todas las ventanas y en los menús.',
    resetAll: 'Restablecer todo',
    none: 'Ninguna',
    change: '{{command}}: {{keys}}. Cambiar',
    press: '{{command}}: pulsa teclas… Esc lo deja como está',
    pressShort: 'Pulsa teclas…',
    remove: 'Sin teclas para «{{command}}»',
    reset: 'Restablecer «{{command}}»',
    taken: '{{keys}} es «{{by}}».',
    takeOver: 'Quedármelas',
    leave: 'Dejarlo',
    refused: {
      typing: '{{keys}} escribe algo. Pulsa Ctrl o ⌘ a la vez, o una tecla de función.',
      text: '{{keys}} edita texto. Pulsa otras teclas.',
      moving: '{{keys}} mueve por las listas y entre controles. Pulsa otras teclas.',
      system: '{{keys}} pertenece al sistema o a la ventana. Pulsa otras teclas.',
    },
  },
  appearance: {
    title: 'Apariencia',
    theme: 'Tema',
    themeHint: 'Sistema sigue el modo claro y oscuro de tu ordenador.',
    language: 'Idioma',
    languageHint: 'Sistema sigue el idioma de tu ordenador. Cambia al momento, en todas las ventanas.',
    languageOf: { system: 'Sistema' },
    themeOf: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
    density: 'Filas',
    densityHint: 'Las filas compactas muestran más de un esquema, una cola o una lista de cursos.',
    densityOf: { comfortable: 'Cómodas', compact: 'Compactas' },
  },
};

export const finding: Translated<typeof enFinding, 'es'> = {
  OK: { title: 'Todo funciona.', fix: 'Lectern puede almacenar vídeos en este bucket.' },
  UNREACHABLE: {
    title: 'No se puede llegar al almacenamiento.',
    fix: 'Comprueba la conexión de red y el punto de conexión, y vuelve a probar.',
  },
  INSECURE_ENDPOINT: {
    title: 'El punto de conexión no empieza por https://.',
    fix: 'Usa una dirección https, para que nadie pueda leer tu clave por el camino.',
  },
  WRONG_KEY: {
    title: 'Backblaze no acepta esta clave.',
    fix: 'Comprueba el ID de la clave y la clave de aplicación. Una clave se muestra una sola vez: crea otra si se ha perdido.',
  },
  MASTER_KEY: {
    title: 'Esta es la clave maestra de la cuenta.',
    fix: 'Puede eliminarlo todo. Crea una clave de aplicación solo para este bucket y usa esa.',
  },
  KEY_TOO_POWERFUL: {
    title: 'Esta clave puede más de lo que Lectern necesita.',
    fix: 'Crea una clave sin derechos para gestionar claves, para que un ordenador perdido no pueda dañar la cuenta.',
  },
  KEY_NOT_RESTRICTED: {
    title: 'Esta clave abre también otros buckets de la cuenta.',
    fix: 'Crea una clave solo para este bucket, para que un ordenador perdido no pueda tocar los demás.',
  },
  KEY_WITHOUT_FOLDER: {
    title: 'Esta clave abre más de una carpeta del bucket.',
    fix: 'Crea una clave con un prefijo de nombre de archivo que termine en «/», por ejemplo «courses/», para que llegue solo a tus cursos.',
  },
  CAPABILITY_MISSING: {
    title: 'Esta clave no puede hacer todo lo que necesitan las subidas.',
    fix: 'Crea una clave con derechos para leer y escribir archivos en este bucket.',
  },
  BUCKET_NOT_FOUND: {
    title: 'No hay ningún bucket con este nombre.',
    fix: 'Comprueba cómo se escribe en tu cuenta de Backblaze.',
  },
  BUCKET_NOT_ALLOWED: {
    title: 'Esta clave es de otro bucket.',
    fix: 'Elige el bucket de la clave, o crea una clave para este bucket.',
  },
  PREFIX_NOT_ALLOWED: {
    title: 'Esta clave es de otra carpeta del bucket.',
    fix: 'Escribe la carpeta para la que se creó la clave.',
  },
  LIFECYCLE_CANCELS_UPLOADS: {
    title: 'El bucket cancela las subidas que tardan mucho.',
    fix:
      'En el sitio de Backblaze abre Buckets, «Lifecycle Settings» de este bucket, y quita la regla para archivos grandes ' +
      'sin terminar; si no, una subida en pausa quizá tenga que empezar de nuevo.',
  },
  LIFECYCLE_DELETES_FILES: {
    title: 'El bucket elimina archivos al cabo de un tiempo.',
    fix:
      'En el sitio de Backblaze abre Buckets, «Lifecycle Settings» de este bucket, y elige «Keep all versions»; si no, tus ' +
      'vídeos desaparecerán.',
  },
  CLOCK_SKEW: {
    title: 'El reloj de este ordenador no va bien.',
    fix: 'Pon la fecha y la hora en automático y vuelve a probar.',
  },
  CAP_EXCEEDED: {
    title: 'Se ha alcanzado un tope de la cuenta.',
    fix: 'Súbelo en el sitio de Backblaze, en «Caps & Alerts». Un cambio puede tardar diez minutos en valer.',
  },
  CORS_MISSING: {
    title: 'Las páginas web no pueden reproducir desde este bucket.',
    fix:
      'Solo hace falta si un sitio web reproduce tus vídeos directamente desde el bucket. En el sitio de Backblaze abre ' +
      'Buckets, «CORS Rules» de este bucket, y compártelo con la dirección de tu sitio; permite la cabecera «range».',
  },
  FILES_HIDDEN: {
    title: 'Alguien ha ocultado archivos en la carpeta de tus cursos.',
    fix:
      'Una regla de ciclo de vida puede eliminar los archivos ocultos. En el sitio de Backblaze abre Browse Files, este ' +
      'bucket, y elimina las entradas marcadas «hidden» para que los archivos se vean de nuevo.',
  },
  SERVER: { title: 'El almacenamiento no ha podido responder.', fix: 'Vuelve a probar dentro de unos minutos.' },
};
