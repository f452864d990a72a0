export default async (f) => {
  f.get("/never", async () => "ignored");
};
