export default async (f) => {
  f.get("/beside", async () => "an index stands for what is beside it");
};
