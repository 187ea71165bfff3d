// While somebody writes what happened: asks the server what is published about it, and shows its answer beneath.
// Without this script the next page of the form shows the same.
(() => {
  const place = document.getElementById('likely');
  const form = document.querySelector('main form');
  if (place === null || !(form instanceof HTMLFormElement)) return;
  const quietMs = 700;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = 0;

  const typed = () => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === 'string') fields.append(name, value);
    });
    return fields;
  };

  const ask = async () => {
    asked += 1;
    const mine = asked;
    try {
      const answer = await fetch('/submit/likely', { method: 'POST', body: typed() });
      const text = answer.ok ? await answer.text() : '';
      // The server's own escaped words; an older answer never replaces a newer one.
      if (mine === asked && text !== place.innerHTML) place.innerHTML = text;
    } catch {
      // The network is gone: the form goes on without it.
    }
  };

  const askSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, quietMs);
  };
  form.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) askSoon();
  });
  form.addEventListener('compositionend', askSoon);
})();
