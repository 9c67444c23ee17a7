// Enhancement only: every form and link works without this file.
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const lang = document.documentElement.lang || 'en';

// What is wrong with a form is heard first.
$('.summary-err')?.focus();

// Relative times; the exact one stays as the title.
const format = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
function relative() {
  for (const t of $$('time[data-rel]')) {
    const d = (new Date(t.dateTime) - Date.now()) / 1e3, a = Math.abs(d);
    if (a > 7 * 86400) continue;
    const [unit, n] = a < 3600 ? ['minute', 60] : a < 86400 ? ['hour', 3600] : ['day', 86400];
    t.title ||= t.textContent;
    t.textContent = format.format(Math.round(d / n), unit);
  }
}
relative();
setInterval(relative, 6e4);

// One submission at a time; the server keeps to it by the form's key.
addEventListener('submit', e => {
  const b = e.submitter;
  if (!b || e.defaultPrevented) return;
  if (b.getAttribute('aria-busy') === 'true') { e.preventDefault(); return; }
  b.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => $$('[aria-busy=true]').forEach(b => b.removeAttribute('aria-busy')));

// Drafts stay on this device until they are sent. A form that came back with an error has not been.
for (const f of $$('form[data-draft]')) {
  const key = 'draft:' + f.dataset.draft, fields = () => [...f.elements].filter(e => e.matches('textarea,input[type=text]'));
  try {
    const draft = JSON.parse(localStorage[key] || '{}');
    for (const e of fields()) if (!e.value && draft[e.name]) e.value = draft[e.name];
  } catch { /* a damaged draft is no draft */ }
  let wait;
  f.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      localStorage[key] = JSON.stringify(Object.fromEntries(fields().map(e => [e.name, e.value])));
    }, 600);
  });
  f.addEventListener('submit', () => { clearTimeout(wait); localStorage.removeItem(key); });
}

// Live: something new is announced and never moves what is being read. Only the visible tab listens.
let source;
function listen() {
  const number = document.body.dataset.live;
  if (!number) return;
  if (document.hidden) { source?.close(); source = null; return; }
  if (source) return;
  source = new EventSource('/api/v1/events');
  const news = e => { if (JSON.parse(e.data).ticket === number) announce(); };
  for (const type of ['ticket.entry', 'ticket.changed', 'ticket.approval', 'ticket.rated']) source.addEventListener(type, news);
}
function announce() {
  const box = $('.toasts');
  if (!box || box.firstChild) return;
  const toast = document.createElement('div'), link = document.createElement('a');
  toast.className = 'toast';
  link.href = location.pathname;
  link.textContent = document.body.dataset.refresh;
  toast.append(link);
  box.append(toast);
}
listen();
document.addEventListener('visibilitychange', listen);

// Keys: j and k walk the list, / searches, c asks; Ctrl+Enter sends. Off with localStorage.keys = 'off'.
addEventListener('keydown', e => {
  const typing = e.isComposing || e.keyCode === 229 || e.target.closest('input,textarea,select,[contenteditable]');
  if ((e.ctrlKey || e.metaKey) && e.key === 'Enter' && !e.isComposing) { e.target.closest('form')?.requestSubmit(); return; }
  if (typing || e.ctrlKey || e.metaKey || e.altKey || localStorage.keys === 'off') return;
  const items = $$('[data-item]'), i = items.indexOf(document.activeElement.closest?.('[data-item]'));
  if (e.key === 'j' || e.key === 'k') {
    items[Math.max(0, Math.min(items.length - 1, i + (e.key === 'j' ? 1 : -1)))]?.focus();
  } else if (e.key === '/') {
    $('[type=search]')?.focus();
  } else if (e.key === 'c') {
    $('[data-key=c]')?.click();
  } else return;
  e.preventDefault();
});
