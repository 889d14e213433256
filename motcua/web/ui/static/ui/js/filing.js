// A citizen's application: its draft, and its files one by one.
import "./drafts.js";
import "./uploads.js";
