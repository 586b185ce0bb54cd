// Runs before the first paint, so that a chosen theme never flashes the other one. A classic script on purpose.
(() => {
  const order = ['auto', 'light', 'dark'];
  const read = () => { try { return localStorage.getItem('chatops.theme') || 'auto'; } catch { return 'auto'; } };
  const apply = (theme) => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply(read());
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    if (!button) return;
    const label = () => { button.textContent = `Theme: ${read()}`; };
    button.addEventListener('click', () => {
      const next = order[(order.indexOf(read()) + 1) % order.length];
      try { localStorage.setItem('chatops.theme', next); } catch { /* a private window keeps the theme for this page only */ }
      apply(next);
      label();
    });
    label();
  });
})();
