export default { method: "GET", url: "/two", handler: async () => "a route alone" };
