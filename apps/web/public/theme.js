// Sets the theme before the first paint. A file of its own because inline scripts are not allowed here.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('pineapple-theme') ?? 'system';
  } catch {
    // Storage may be closed to us; the system's theme will do.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.add(dark ? 'dark' : 'light');
})();
