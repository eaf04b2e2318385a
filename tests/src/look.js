// Looks into the storage of orders while the service is not running: the same objects by the same
// names, with nothing in them but a question.
import { DurableObject } from 'cloudflare:workers';

export class Look extends DurableObject {
  async fetch(request) {
    return Response.json(this.ctx.storage.sql.exec(await request.text()).toArray());
  }
}

export default {
  fetch(request, env) {
    const name = decodeURIComponent(new URL(request.url).pathname.slice(1));
    return env.ORDER.getByName(name).fetch(request);
  },
};
