// What the page itself does: dropped files are listed with their real paths.
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const list = document.querySelector('[data-testid=dropped]');
  for (const file of event.dataTransfer.files) {
    const item = document.createElement('li');
    item.textContent = window.fixture.pathOf(file);
    list.append(item);
  }
});
