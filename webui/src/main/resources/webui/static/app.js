// Everything here is extra: links and forms work without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (name, act, target = document) => target.addEventListener(name, act);

  // Charts: pointer, touch and arrow keys move one crosshair over all of them; the words stand in the line above each plot.
  let picked = null;
  let charts = [];
  function pick(to) {
    picked = to;
    for (const chart of charts) chart.draw();
  }
  function scrub(hits, index) {
    const figure = hits.closest('.fig') || document;
    if (one('.scrub', figure)) return;
    const buckets = all('rect', hits);
    const last = buckets.length - 1;
    const at = () => Math.min(picked ?? +hits.dataset.at, last);
    const slider = document.createElement('div');
    const set = (values, element = slider) => {
      for (const name in values) element.setAttribute(name, values[name]);
    };
    set({ id: 'scrub' + (index || ''), class: 'scrub', tabindex: 0, role: 'slider', 'aria-label': hits.dataset.name, 'aria-valuemin': 0, 'aria-valuemax': last });
    function draw() {
      const b = buckets[at()].dataset;
      const mark = one('#mark, .mark', figure);
      set({ x1: b.x, x2: b.x }, one('line', mark));
      for (const circle of all('.dot', mark)) {
        set({ cx: b.x, cy: b['dot' + circle.classList[1].toUpperCase()] || -99 }, circle);
      }
      const parts = all('.read [id^=r-], .read [data-r]', figure);
      for (const part of parts) part.textContent = b[part.dataset.r || part.id.slice(2)];
      set({ 'aria-valuenow': at(), 'aria-valuetext': parts.map((part) => part.parentNode.classList.contains('lab') ? part.parentNode.textContent : part.textContent).join(', ') });
    }
    const follow = (event) => {
      const box = slider.getBoundingClientRect();
      const place = (event.clientX - box.left) / box.width * 100;
      const distances = buckets.map((b) => Math.abs(parseFloat(b.dataset.x) - place));
      pick(distances.indexOf(Math.min(...distances)));
    };
    const open = () => { location.href = buckets[at()].parentNode.getAttribute('href'); };
    on('pointermove', follow, slider);
    on('pointerdown', follow, slider);
    on('pointerleave', (event) => { if (event.pointerType === 'mouse') pick(null); }, slider);
    on('click', (event) => { if (event.pointerType !== 'touch') open(); }, slider);
    on('keydown', (event) => {
      const to = { ArrowLeft: at() - 1, ArrowRight: at() + 1, ArrowDown: at() - 1, ArrowUp: at() + 1, Home: 0, End: last }[event.key];
      if (to !== undefined) pick(Math.max(0, Math.min(last, to)));
      else if (event.key === 'Enter') open();
      else if (event.key === 'Escape') { pick(null); slider.blur(); } else return;
      event.preventDefault();
    }, slider);
    hits.parentNode.append(slider);
    charts.push({ hits, draw });
    draw();
  }

  // Live: told that totals changed, the page asks for its figures, at most once a second and only when it is seen.
  let asked = 0;
  let waiting = 0;
  let said = 0;
  function refresh() {
    if (waiting || one('#first-event a')) return;
    waiting = setTimeout(() => {
      waiting = 0;
      if (document.hidden) return;
      asked = Date.now();
      window.htmx.trigger('#poll', 'totals');
    }, asked + 1000 - Date.now());
  }
  if (one('#poll')) {
    let source;
    const listen = () => {
      source = new EventSource('/live');
      on('open', () => root.setAttribute('data-live', ''), source);
      on('error', () => root.removeAttribute('data-live'), source);
      on('totals', refresh, source);
    };
    listen();
    on('visibilitychange', () => { if (!document.hidden) refresh(); });
    // A page that is kept for the way back would keep its connection too, and a browser has six of them.
    on('pagehide', () => source.close(), window);
    on('pageshow', ({ persisted }) => {
      if (!persisted) return;
      listen();
      refresh();
    }, window);
  }

  // Swaps keep the reader's place, and screen readers hear the total now and then.
  let focused = null;
  on('htmx:beforeSwap', ({ detail: { target } }) => {
    const active = document.activeElement;
    focused = target.contains(active) ? active.id || active.getAttribute('href') : null;
    if (target.id === 'main') picked = null;
  });
  on('htmx:afterSettle', () => {
    ready();
    if (focused && document.activeElement === document.body) {
      (document.getElementById(focused) || one(`a[href="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
    }
    focused = null;
    const total = one('#total');
    if (total && Date.now() - said > 30000) {
      said = Date.now();
      one('#said').textContent = `${total.dataset.say} ${total.textContent}`;
    }
  });
  const busy = (value) => (event) => { if (event.target.id !== 'poll') one('#main').setAttribute('aria-busy', value); };
  on('htmx:beforeRequest', busy(true));
  on('htmx:afterRequest', busy(false));

  on('click', async ({ target }) => {
    const menu = target.closest('details.menu');
    for (const open of all('details.menu[open]')) if (open !== menu) open.open = false;
    const button = target.closest('[data-copy]');
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const label = one('span', button);
    try {
      await navigator.clipboard.writeText(source.textContent);
      label.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(source);
      label.textContent = 'Selected';
    }
  });

  // Keys, off while typing.
  const keys = () => one('#keys').showModal();
  let went = 0;
  on('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || one('dialog[open]') || target.closest('input,select,textarea')) return;
    const open = one('details.menu[open]');
    const after = Date.now() - went < 1500;
    went = key === 'g' ? Date.now() : 0;
    if (key === 'Escape' && open) {
      open.open = false;
      one('summary', open).focus();
    } else if (after) one(`[data-key="${CSS.escape(key)}"]`)?.click();
    else if (key === '?') keys();
    else if (key === 'j' || key === 'k') {
      const rows = all('tbody tr a.nm, tbody td:first-child a, [data-row]').filter((row) => row.offsetParent);
      rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(document.activeElement) + (key === 'j' ? 1 : -1)))]?.focus();
    } else if (key === '/') {
      event.preventDefault();
      one('[type=search]')?.focus();
    }
    else one({ '[': 'a[rel=prev]', ']': 'a[rel=next]', t: '[data-toggle]' }[key] || '#none')?.click();
  });

  function ready() {
    for (const button of all('[data-copy], [data-keys]')) button.hidden = false;
    charts = charts.filter(({ hits }) => hits.isConnected);
    all('.hits').forEach(scrub);
  }
  // Browsers may keep a page that was left, whatever its headers say, and show it again on the way back.
  on('pagehide', () => one('[data-once]')?.remove(), window);
  const help = one('[data-keys]');
  if (help) on('click', keys, help);
  ready();
})();
