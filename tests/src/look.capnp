using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "look", worker = .look),
    (name = "storage", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "look")],
);

const look :Workerd.Worker = (
  modules = [(name = "look.js", esModule = embed "look.js")],
  compatibilityDate = "2026-10-01",
  durableObjectNamespaces = [
    (className = "Look", uniqueKey = "accolade-order", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [(name = "ORDER", durableObjectNamespace = "Look")],
);
