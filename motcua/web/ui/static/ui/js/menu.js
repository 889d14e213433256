// <details data-menu>: a menu that closes on Escape, giving the focus back, and when one goes elsewhere.
export function watchMenus() {
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
