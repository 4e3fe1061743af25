// Sets the theme before the first paint. In its own file, because the Content-Security-Policy forbids inline scripts.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('pineapple-theme') ?? 'system';
  } catch {
    // Without storage, use the system's theme.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.add(dark ? 'dark' : 'light');
})();
