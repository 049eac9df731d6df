// A utility process: answers what it is sent, and fails when it is told to.
process.parentPort.on('message', ({ data }) => {
  if (data === 'fail') process.exit(3);
  process.parentPort.postMessage({ got: data, type: process.type });
});
