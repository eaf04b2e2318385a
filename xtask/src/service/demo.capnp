using Workerd = import "/workerd/workerd.capnp";
using Www = import "/www/shop.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "assets", disk = ()),
    (name = "storage", disk = (writable = true)),
    (name = "www", worker = .www),
    (name = "pages", disk = ()),
    (name = "www-storage", disk = (writable = true)),
  ],
  sockets = [
    (name = "shop", http = (), service = "www"),
    (name = "http", http = (), service = "edge"),
  ],
);

const www :Workerd.Worker = (
  modules = Www.modules,
  compatibilityDate = "COMPATIBILITY_DATE",
  durableObjectNamespaces = [
    (className = "StoreObject", uniqueKey = "accolade-www-store", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "www-storage"),
  bindings = [
    (name = "STORE", durableObjectNamespace = "StoreObject"),
    (name = "ACCOLADE", service = "edge"),
    (name = "PAGES", service = "pages"),
    (name = "ACCOLADE_URL", fromEnvironment = "ACCOLADE_URL"),
    (name = "SHOP_ID", fromEnvironment = "SHOP_ID"),
    (name = "IDENTITY_SECRET", fromEnvironment = "IDENTITY_SECRET"),
    (name = "SHOP_SECRET_KEY", fromEnvironment = "SHOP_SECRET_KEY"),
    (name = "WEBHOOK_SECRET", fromEnvironment = "WEBHOOK_SECRET"),
    (name = "ACCOLADE_OPERATOR_KEY", fromEnvironment = "ACCOLADE_OPERATOR_KEY"),
  ],
);
