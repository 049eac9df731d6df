import type { storageCheck as en } from '../en/storage-check.ts';
import type { Translated } from '../translated.ts';

export const storageCheck: Translated<typeof en, 'es'> = {
  title: 'Comprobación del almacenamiento',
  hint: 'Busca en tu bucket y en tu clave lo que dañaría tus cursos. Allí no se cambia nada.',
  run: 'Comprobar el almacenamiento',
  again: 'Comprobar de nuevo',
  running: 'Comprobando el almacenamiento…',
  at: 'Comprobado a las {{time}}',
  list: 'Lo que se ha comprobado',
  gone: 'Ya no hay ningún almacenamiento conectado.',
  state: { good: 'Bien', warning: 'Aviso', fault: 'Fallo', unknown: 'Sin comprobar' },
  unknownHint: 'Esta clave no puede mirarlo, o no se ha podido preguntar al almacenamiento.',
  capability: {
    lifecycle: 'Crea una clave con el derecho listBuckets para que se mire.',
    versions: 'Crea una clave con el derecho listFiles para que se mire.',
    cors: 'Crea una clave con el derecho listBuckets para que se mire.',
  },
  check: {
    connection: 'Conexión',
    key: 'Lo que puede hacer la clave',
    scope: 'Hasta dónde llega la clave',
    lifecycle: 'Reglas que eliminan o cancelan',
    versions: 'Archivos ocultos',
    caps: 'Topes de la cuenta',
    cors: 'Reproducción en páginas web',
    clock: 'El reloj de este ordenador',
  },
  cap: {
    storage: 'Es el tope de lo almacenado.',
    download: 'Es el tope de descargas; vuelve a empezar a medianoche GMT.',
    transaction: 'Es el tope de transacciones (peticiones); vuelve a empezar a medianoche GMT.',
  },
  good: {
    connection: 'El almacenamiento responde.',
    key: 'Puede hacer lo que Lectern necesita, y no puede crear ni eliminar claves.',
    scope: 'Llega a este bucket y a esta carpeta, y a nada más.',
    lifecycle: 'Ninguna regla del bucket elimina tus archivos ni cancela subidas.',
    versions: 'Ningún archivo tuyo está oculto.',
    caps: 'Las peticiones de esta comprobación no han topado con ningún tope de transacciones, y ninguna subida espera por un tope. Los topes de almacenamiento y de descargas solo se notan al almacenar o reproducir algo.',
    cors: 'Un sitio web puede reproducir desde este bucket.',
    clock: 'Coincide con el reloj del almacenamiento.',
  },
};
