// One request of one visitor, with what is needed to answer it.

import { look, sessionCookie, sessionId } from "./cookies.js";
import { Edge } from "./edge.js";

const NOBODY = { id: null, shopper: null, cart: [], code: null, discount: null, notice: null };

/** A request with the visitor's session and look. */
export class Visit {
  /**
   * @param {Request} request
   * @param {any} env
   */
  constructor(request, env) {
    this.request = request;
    this.env = env;
    this.url = new URL(request.url);
    this.look = look(request);
    this.store = env.STORE.get(env.STORE.idFromName("store"));
    this.session = NOBODY;
    this.params = {};
    this.notes = [];
    this.edge = new Edge(env, (note) => this.notes.push(note));
  }

  /** Looks the session up. */
  async recognise() {
    const id = sessionId(this.request);
    this.session = (id && (await this.store.session(id))) || NOBODY;
  }

  /** The session's id; a visitor who does something for the first time gets one. */
  async begin() {
    if (!this.session.id) {
      const id = await this.store.startSession();
      this.session = { ...NOBODY, id };
      this.newSession = id;
    }
    return this.session.id;
  }

  /** Writes the calls of this request into the log behind the drawer. */
  async writeNotes() {
    const { id, shopper } = this.session;
    if (id && this.notes.length > 0)
      await this.store.noteCalls(id, shopper?.id ?? null, this.notes);
  }

  /** Changes the session. @param {object} change */
  async change(change) {
    await this.store.changeSession(await this.begin(), change);
  }

  /**
   * Sends the visitor on, after something was done, with a word about it.
   * @param {string} path
   * @param {{tone: 'good' | 'bad', text: string}} [notice]
   * @returns {Promise<Response>}
   */
  async go(path, notice) {
    if (notice) await this.change({ notice });
    const headers = new Headers({ Location: path, "Cache-Control": "no-store" });
    if (this.newSession) headers.append("Set-Cookie", sessionCookie(this.url, this.newSession));
    return new Response(null, { status: 303, headers });
  }
}
