/** Every cap in one place, named, with its unit in the name. */

/** all-MiniLM-L6-v2 produces 384 numbers per text. */
export const EMBEDDING_DIMENSION = 384;
/** The model was trained on up to 256 word pieces; text beyond is not seen. */
export const EMBEDDING_MAX_WORD_PIECES = 256;

/** Larger texts that are no logs are skipped, with the size as the reason. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Larger files are not looked at: logs are read as a stream, but their index must have an end. */
export const MAX_LOG_BYTES = 2 * 1024 * 1024 * 1024;
/** A log up to this many lines is also embedded line by line; a longer one by its digests. */
export const WHOLE_LOG_LINES = 4_000;
/** Digests of one log. What exceeds them is merged, so that nothing is left out. */
export const MAX_LOG_DIGESTS = 256;
/** Config-like and text files above this are skipped: no running-config is that long. */
export const MAX_CONFIG_BYTES = 16 * 1024 * 1024;
/** A line beyond this length means a binary or generated file. */
export const MAX_LINE_CHARACTERS = 20_000;
/** Files of one workspace that are considered; further ones are skipped, with the reason. */
export const MAX_WORKSPACE_FILES = 50_000;
/** Folders are followed at most this deep. */
export const MAX_FOLDER_DEPTH = 32;

/** Text of one chunk. Config and corpus passages stay below it; only long lines exceed it. */
export const MAX_CHUNK_CHARACTERS = 1_800;

/** Passages of the workspace and the corpus that one answer is built on. */
export const MAX_WORKSPACE_EVIDENCE = 12;
export const MAX_CORPUS_EVIDENCE = 6;
/** Passages that composed facts may add: a question over many devices has one row for each. */
export const MAX_FACT_EVIDENCE = 40;
/** Passages of the workspace that stay beside those of composed facts. */
export const MIN_WORKSPACE_EVIDENCE = 6;
/** Estimated characters of one token in configurations. */
export const CHARACTERS_PER_TOKEN = 3;
/** Evidence text in one prompt, in tokens. */
export const EVIDENCE_TOKEN_BUDGET = 12_000;
/** Attached text that is sent along, in characters; the rest is found by retrieval. */
export const MAX_ATTACHMENT_CHARACTERS = 24_000;
/** Earlier turns that are sent along, and their total size in characters. */
export const MAX_HISTORY_TURNS = 8;
export const MAX_HISTORY_CHARACTERS = 12_000;
/** A question longer than this is cut, with a note. */
export const MAX_QUESTION_CHARACTERS = 32_000;

/** Rewriting a question for retrieval: what is sent, and what is taken of the output. */
export const MAX_REWRITE_QUESTION_CHARACTERS = 2_000;
export const MAX_REWRITE_TURNS = 4;
export const MAX_REWRITE_TURN_CHARACTERS = 1_000;
export const MAX_REWRITE_OUTPUT_TOKENS = 120;
export const MAX_REWRITTEN_CHARACTERS = 300;
/** Retrieval waits this long for it, in ms. */
export const REWRITE_TIMEOUT_MS = 4_000;

/** Rounds of looking further in one answer, and the calls of one round that are run. */
export const MAX_TOOL_ROUNDS = 6;
export const MAX_TOOL_CALLS_PER_ROUND = 8;
/** Text of one tool result, and of all results of an answer, in characters. */
export const MAX_TOOL_RESULT_CHARACTERS = 9_000;
export const MAX_TOOL_TOTAL_CHARACTERS = 60_000;
/** Passages that tools may add to one answer: citation numbers have three digits. */
export const MAX_TOOL_PASSAGES = 200;
/** One tool call gets this long, in ms. */
export const TOOL_CALL_TIMEOUT_MS = 10_000;
/** What a model may write as the arguments of one call, in characters. */
export const MAX_TOOL_ARGUMENT_CHARACTERS = 4_000;
/** Lines that one call reads at most. */
export const MAX_TOOL_LINES = 200;

/** Output tokens asked of a provider. */
export const MAX_OUTPUT_TOKENS = 4_096;
/** Silence of a provider's stream after which it counts as cut, in ms. */
export const STREAM_IDLE_TIMEOUT_MS = 60_000;
/** Time until a provider's first byte, in ms. */
export const CONNECT_TIMEOUT_MS = 30_000;
/** Silence before a stream's first text, in ms: reasoning models think, local ones load first. */
export const FIRST_TEXT_TIMEOUT_MS = 180_000;
/** Time until a provider's whole answer when it is not streamed, in ms. */
export const WHOLE_ANSWER_TIMEOUT_MS = 300_000;
/** One answer of a provider, and one line of its stream; more means a hostile server. */
export const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
export const MAX_STREAM_LINE_BYTES = 1024 * 1024;
/** A provider's error body is read up to here. */
export const MAX_ERROR_BODY_BYTES = 64 * 1024;
/** Models of one key that are listed. */
export const MAX_LISTED_MODELS = 1_000;
/** Attempts of one provider call, the first included. */
export const MAX_PROVIDER_ATTEMPTS = 3;
/** Longest Retry-After that is waited for, in ms; longer ones are reported at once. */
export const MAX_RETRY_AFTER_MS = 20_000;
/** First and longest pause between attempts when the provider names none, in ms. */
export const RETRY_BASE_DELAY_MS = 500;
export const MAX_RETRY_DELAY_MS = 8_000;

/** Unsaved stream text of a conversation is flushed at least this often, in ms. */
export const CONVERSATION_FLUSH_INTERVAL_MS = 500;
/** A webview message larger than this is dropped. */
export const MAX_PANEL_MESSAGE_CHARACTERS = 256 * 1024;
/** A source's text shown in the panel, in characters; the rest is one click away. */
export const MAX_PANEL_EXCERPT_CHARACTERS = 600;
/** A deleted conversation can be restored for this long, in ms; then it is really removed. */
export const DELETED_CONVERSATION_KEEP_MS = 7 * 24 * 60 * 60 * 1000;
/** A conversation's title, in characters. */
export const MAX_CONVERSATION_TITLE_CHARACTERS = 80;
/** Conversations that the panel lists, the latest first. */
export const MAX_PANEL_CONVERSATIONS = 500;
/** Text of one message in the panel, in characters; the store keeps all of it. */
export const MAX_PANEL_TEXT_CHARACTERS = 100_000;

/** Larger PDF files are skipped, with the size as the reason. */
export const MAX_PDF_BYTES = 64 * 1024 * 1024;
/** What one stream of a PDF may unpack to; more is no text, and pdf.js would hold all of it. */
export const MAX_PDF_STREAM_BYTES = 256 * 1024 * 1024;
/** Pages and characters of one PDF that are read; what is left out is said. */
export const MAX_PDF_PAGES = 3_000;
export const MAX_PDF_CHARACTERS = 8_000_000;
/** Text of one page; no readable page holds that much. */
export const MAX_PDF_PAGE_CHARACTERS = 200_000;
/** Time for reading one PDF, in ms. */
export const MAX_PDF_READ_MS = 60_000;

/** Larger documents get no outline, folds, hovers or definitions in the editor. */
export const MAX_EDITOR_CHARACTERS = 8_000_000;

/** A packet capture is read up to here; the summary says when there was more. */
export const MAX_CAPTURE_BYTES = 1024 * 1024 * 1024;
export const MAX_CAPTURE_PACKETS = 5_000_000;
