// Answers what a worker of the page gets from both kinds of URL.
addEventListener('message', async () => {
  const text = async (url) => (await fetch(url)).text();
  postMessage([await text('/text'), await text('app://studio/text')]);
});
