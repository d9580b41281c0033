/* Puts the packs of all providers on one page when somebody asks for it, so that they can be printed at once. */
(() => {
  "use strict";

  const button = document.querySelector("[data-gather]");
  const said = document.querySelector("[data-gathered]");
  const place = document.querySelector("[data-packs]");
  const links = [...document.querySelectorAll("[data-pack]")];
  if (!button || location.protocol === "file:") return;

  async function packOf(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(link.textContent);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shapes = page.querySelectorAll("symbol[id]");
    return { pack: page.querySelector(".cb-pack"), shapes: [...shapes] };
  }

  function keepShapes(shapes) {
    const kept = document.querySelector("symbol[id]").parentNode;
    shapes.filter((shape) => !document.getElementById(shape.id)).forEach((shape) => kept.append(document.importNode(shape, true)));
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    place.replaceChildren();
    try {
      for (const [number, link] of links.entries()) {
        said.textContent = `${number + 1} of ${links.length}`;
        const { pack, shapes } = await packOf(link);
        keepShapes(shapes);
        pack.querySelector("h2").textContent = link.textContent; // alone on its page it asks; among others it says whose it is
        place.append(document.importNode(pack, true));
      }
      said.textContent = `All ${links.length} are below. Print this page.`;
    } catch {
      place.replaceChildren();
      said.textContent = "They could not be fetched. Open the packs one by one.";
      button.disabled = false;
    }
  });
})();
