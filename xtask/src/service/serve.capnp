using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "assets", disk = ()),
    (name = "storage", disk = (writable = true)),
  ],
  sockets = [
    (name = "http", http = (), service = "edge"),
  ],
);
