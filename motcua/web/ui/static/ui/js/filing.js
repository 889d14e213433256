// A citizen's application: its draft, and its files one by one.
import "./drafts.js";
import "./leaves.js";
import "./uploads.js";
