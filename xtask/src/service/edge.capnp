
const edge :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "edge/index.js"),
    (name = "index_bg.wasm", wasm = embed "edge/index_bg.wasm"),
  ],
  compatibilityDate = "COMPATIBILITY_DATE",
  durableObjectNamespaces = [
    (className = "ShopObject", uniqueKey = "accolade-shop", enableSql = true),
    (className = "LedgerObject", uniqueKey = "accolade-ledger", enableSql = true),
    (className = "OrderObject", uniqueKey = "accolade-order", enableSql = true),
    (className = "BooksObject", uniqueKey = "accolade-books", enableSql = true),
    (className = "StockObject", uniqueKey = "accolade-stock", enableSql = true),
    (className = "ProductObject", uniqueKey = "accolade-product", enableSql = true),
    (className = "VoicesObject", uniqueKey = "accolade-voices", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [
    (name = "SHOP", durableObjectNamespace = "ShopObject"),
    (name = "LEDGER", durableObjectNamespace = "LedgerObject"),
    (name = "ORDER", durableObjectNamespace = "OrderObject"),
    (name = "BOOKS", durableObjectNamespace = "BooksObject"),
    (name = "STOCK", durableObjectNamespace = "StockObject"),
    (name = "PRODUCT", durableObjectNamespace = "ProductObject"),
    (name = "VOICES", durableObjectNamespace = "VoicesObject"),
    (name = "ACCOLADE_OPERATOR_KEY", fromEnvironment = "ACCOLADE_OPERATOR_KEY"),
    (name = "ACCOLADE_SEAL_KEY", fromEnvironment = "ACCOLADE_SEAL_KEY"),
    (name = "ACCOLADE_CLIENT_ADDRESS", fromEnvironment = "ACCOLADE_CLIENT_ADDRESS"),
    (name = "ASSETS", service = "assets"),
  ],
);
