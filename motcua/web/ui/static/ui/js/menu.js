// The entry of this page is in sight where the side navigation lies across. <details data-menu>: a menu that closes on Escape, giving the focus back, and when one goes elsewhere.
export function watchMenus() {
  const side = document.querySelector(".side"), here = side?.querySelector("[aria-current]");
  if (here && side.scrollWidth > side.clientWidth) side.scrollLeft = here.offsetLeft - side.offsetLeft - 16; // on phones it lies across
  const opened = () => document.querySelector("details[data-menu][open]");
  const leave = (event) => {
    const menu = opened();
    if (menu && !menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && opened();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
