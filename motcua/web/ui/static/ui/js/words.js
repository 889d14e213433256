// The few words scripts say themselves, in the language of the page.
export const english = () => document.documentElement.lang === "en";
export const said = (vi, en) => (english() ? en : vi);
