// Barcode and card scanners that type like a keyboard. A burst of at least 8 characters with gaps under 35 ms, ended by
// Enter, Tab or 120 ms of silence, is a scan: the field it fell into gets its old value back and the page hears "mc:scan".
// A person typing is never taken. Fields made for scanning (data-scan) keep what was read.
// Card data are personal: they stay in the event, are never logged, stored or put into an address.
const GAP = 35;
const LEAST = 8;
const SILENCE = 120;

const isoDate = (text) => (/^\d{8}$/.test(text ?? "") ? `${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}` : null);

export function read(text) {
  const parts = text.normalize("NFC").split("|");
  if (parts.length >= 6 && /^\d{12}$/.test(parts[0])) {
    const [personalId, oldNumber, name, born, sex, residence, issued] = parts;
    return { kind: "card", raw: text, personalId, oldNumber: oldNumber || null, name, born: isoDate(born), sex, residence, issued: isoDate(issued) };
  }
  if (/^https?:\/\//.test(text)) {
    const address = URL.canParse(text) ? new URL(text) : null;
    return address?.host === location.host ? { kind: "tracking", path: address.pathname + address.search } : { kind: "unknown", raw: text };
  }
  const dossier = text.match(/^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,}$/);
  if (dossier) return { kind: "dossier", code: dossier[0] };
  return { kind: "unknown", raw: text };
}

export function watchScanner() {
  let buffer = "";
  let last = 0;
  let timer = 0;
  let before = null; // the field the burst began in, and what it held

  const finish = () => {
    clearTimeout(timer);
    const text = buffer;
    const field = before;
    buffer = "";
    before = null;
    if (text.length < LEAST) return false;
    if (field && !("scan" in field.element.dataset)) field.element.value = field.value;
    document.dispatchEvent(new CustomEvent("mc:scan", { detail: read(text) }));
    return true;
  };

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const fast = event.timeStamp - last < GAP;
      last = event.timeStamp;
      if (event.key === "Enter" || event.key === "Tab") {
        if (fast && buffer.length >= LEAST) {
          event.preventDefault();
          event.stopPropagation();
          finish();
        }
        buffer = "";
        return;
      }
      if (event.key.length !== 1) return;
      if (!fast) {
        buffer = "";
        const element = event.target;
        before = element.matches?.("input, textarea") ? { element, value: element.value } : null;
      }
      buffer += event.key;
      clearTimeout(timer);
      timer = setTimeout(finish, SILENCE);
    },
    true,
  );
}
