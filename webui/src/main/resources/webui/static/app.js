// Everything here is extra: links and forms work without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);

  // Charts: one crosshair, moved by pointer, touch and arrow keys; the words stand in the line above the plot.
  let picked = null;

  function scrub() {
    const hits = one('.hits');
    if (!hits || one('#scrub')) return;
    const buckets = [...hits.querySelectorAll('rect')];
    const initial = Number(hits.dataset.at);
    const slider = document.createElement('div');
    slider.id = 'scrub';
    slider.className = 'scrub';
    slider.tabIndex = 0;
    for (const [name, value] of [['role', 'slider'], ['aria-label', 'Costs over time'], ['aria-valuemin', 0],
      ['aria-valuemax', buckets.length - 1]]) slider.setAttribute(name, value);

    function show(at) {
      const b = buckets[at].dataset;
      const mark = one('#mark');
      const line = one('line', mark);
      line.setAttribute('x1', b.x);
      line.setAttribute('x2', b.x);
      for (const [dot, y] of [[one('.k', mark), b.y], [one('.n', mark), b.b]]) {
        if (!dot) continue;
        dot.setAttribute('cx', b.x);
        dot.setAttribute('cy', y || -99);
      }
      one('#r-label').textContent = b.label;
      one('#r-costs').textContent = b.costs;
      one('#r-when').textContent = b.when;
      one('#r-before').textContent = b.before;
      slider.setAttribute('aria-valuenow', at);
      slider.setAttribute('aria-valuetext', `${b.label}: ${b.costs}. ${b.when}: ${b.before}`);
    }

    function pick(at) {
      picked = at === null ? null : Math.max(0, Math.min(buckets.length - 1, at));
      show(picked ?? initial);
    }

    function follow(event) {
      const box = slider.getBoundingClientRect();
      const place = (event.clientX - box.left) / box.width * 100;
      let nearest = 0;
      buckets.forEach((b, i) => {
        const distance = (rect) => Math.abs(parseFloat(rect.dataset.x) - place);
        if (distance(b) < distance(buckets[nearest])) nearest = i;
      });
      pick(nearest);
    }

    const open = () => { location.href = buckets[picked ?? initial].parentNode.getAttribute('href'); };
    slider.addEventListener('pointermove', follow);
    slider.addEventListener('pointerdown', follow);
    slider.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') pick(null); });
    slider.addEventListener('click', (event) => { if (event.pointerType !== 'touch') open(); });
    slider.addEventListener('keydown', (event) => {
      const at = picked ?? initial;
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowDown: at - 1, ArrowUp: at + 1, Home: 0, End: buckets.length - 1 }[event.key];
      if (to !== undefined) pick(to);
      else if (event.key === 'Enter') open();
      else if (event.key === 'Escape') { pick(null); slider.blur(); } else return;
      event.preventDefault();
    });
    hits.parentNode.append(slider);
    pick(picked !== null && picked < buckets.length ? picked : null);
  }

  // Live: the server says that totals changed, the page asks for its figures, at most once a second and only when seen.
  let asked = 0;
  let waiting = 0;
  let said = 0;

  function refresh() {
    const poll = one('#poll');
    if (!poll || waiting || one('#first-event a')) return;
    waiting = setTimeout(() => {
      waiting = 0;
      if (document.hidden) return;
      asked = Date.now();
      window.htmx.trigger(poll, 'totals');
    }, Math.max(0, asked + 1000 - Date.now()));
  }

  function listen() {
    if (!window.EventSource || !one('#poll')) return;
    const source = new EventSource('/live');
    source.addEventListener('open', () => root.setAttribute('data-live', ''));
    source.addEventListener('error', () => root.removeAttribute('data-live'));
    source.addEventListener('totals', refresh);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  }

  // Swaps keep the reader's place: focus returns to the same link, and screen readers hear the total now and then.
  let focused = null;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const active = document.activeElement;
    focused = event.detail.target.contains(active) ? active.id || active.getAttribute('href') : null;
    if (event.detail.target.id === 'main') picked = null;
  });
  document.addEventListener('htmx:afterSettle', () => {
    ready();
    if (focused && document.activeElement === document.body) {
      const again = document.getElementById(focused) || one(`a[href="${CSS.escape(focused)}"]`);
      again?.focus({ preventScroll: true });
    }
    focused = null;
    const total = one('#total');
    if (total && Date.now() - said > 30000) {
      said = Date.now();
      one('#said').textContent = `Costs ${total.textContent}`;
    }
  });
  for (const [name, busy] of [['htmx:beforeRequest', true], ['htmx:afterRequest', false]]) {
    document.addEventListener(name, (event) => {
      if (event.target.id !== 'poll') one('#main').setAttribute('aria-busy', busy);
    });
  }

  // Menus close on Escape and on a click elsewhere.
  function closeMenus(except) {
    document.querySelectorAll('details.menu[open]').forEach((menu) => { if (menu !== except) menu.open = false; });
  }
  document.addEventListener('click', (event) => closeMenus(event.target.closest('details.menu')));

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      one('span', button).textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(source);
      one('span', button).textContent = 'Selected';
    }
  });

  // Keys, off while typing.
  const keys = () => one('#keys').showModal();
  let prefix = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one('dialog[open]')) return;
    if (event.key === 'Escape') {
      const open = one('details.menu[open]');
      if (open) { open.open = false; one('summary', open).focus(); }
      return;
    }
    if (event.target.closest('input, textarea, select')) return;
    const after = Date.now() - prefix < 1500;
    prefix = event.key === 'g' ? Date.now() : 0;
    if (after) one(`[data-key="${CSS.escape(event.key)}"]`)?.click();
    else if (event.key === '[') one('a[rel=prev]')?.click();
    else if (event.key === ']') one('a[rel=next]')?.click();
    else if (event.key === 't') one('[data-toggle]')?.click();
    else if (event.key === '?') keys();
  });

  function ready() {
    document.querySelectorAll('[data-copy][hidden], [data-keys][hidden]').forEach((button) => { button.hidden = false; });
    scrub();
  }
  one('[data-keys]')?.addEventListener('click', keys);
  ready();
  listen();
})();
