// Runs before the first paint: what the person chose last decides colours, density and rail, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const read = (name) => {
    try {
      return localStorage.getItem(`spyglass.${name}`);
    } catch {
      return null;
    }
  };
  const choice = read('theme');
  const isLight = choice === 'light' || (choice !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  root.dataset.theme = isLight ? 'light' : 'dark';
  root.dataset.density = read('density') === 'compact' ? 'compact' : 'comfortable';
  root.dataset.rail = read('rail') === 'collapsed' ? 'collapsed' : 'open';
  if (isLight) document.querySelector('meta[name="theme-color"]')?.setAttribute('content', '#f5f7f9');
})();
