/* Filters above tables: rows by the data of their cells, columns of the compliance matrix by framework. No dependency. */
(function () {
  "use strict";

  // A long list fills several pages, and only the one that is open can be narrowed.
  var here = document.querySelector(".cb-parts") ? " on this page" : "";

  function values(box) {
    var found = {};
    box.querySelectorAll("[data-filter]").forEach(function (control) {
      found[control.dataset.filter] = control.type === "checkbox" ? (control.checked ? "1" : "") : control.value;
    });
    return found;
  }

  function announce(box, text) {
    var place = box.querySelector("[aria-live]");
    if (!place) {
      place = document.createElement("p");
      place.className = "cb-muted";
      place.setAttribute("aria-live", "polite");
      box.appendChild(place);
    }
    place.textContent = text;
  }

  function filterRows(box) {
    var wanted = values(box);
    var shown = 0;
    var all = 0;
    var place = document.getElementById(box.dataset.rows) || document.querySelector("article");
    place.querySelectorAll("tbody tr, .cb-dues > li").forEach(function (row) {
      var fits = Object.keys(wanted).every(function (name) {
        return !wanted[name] || row.dataset[name] === wanted[name];
      });
      row.hidden = !fits;
      all += 1;
      shown += fits ? 1 : 0;
    });
    place.querySelectorAll(".cb-week").forEach(function (week) {
      week.hidden = !week.querySelector("tbody tr:not([hidden]), .cb-dues > li:not([hidden])");
    });
    announce(box, shown === all ? "" : shown + " of " + all + here + " shown");
  }

  function filterMatrix(box) {
    var wanted = values(box);
    var shown = 0;
    document.querySelectorAll(".cb-matrix").forEach(function (area) {
      area.querySelectorAll("[data-framework]").forEach(function (cell) {
        var other = wanted.framework && cell.dataset.framework !== wanted.framework;
        cell.hidden = Boolean(other || (wanted.blocks && cell.dataset.blocks !== "1"));
      });
      area.querySelectorAll("tbody tr").forEach(function (row) {
        var cells = Array.from(row.querySelectorAll("td")).filter(function (cell) {
          return !cell.hidden;
        });
        var state = !wanted.state || cells.some(function (cell) {
          return cell.dataset.state === wanted.state;
        });
        row.hidden = !state || cells.length === 0 || Boolean(wanted.use && row.dataset.use !== "1");
        shown += row.hidden ? 0 : 1;
      });
      area.querySelectorAll("td[data-state]").forEach(function (cell) {
        cell.classList.toggle("cb-dim", Boolean(wanted.state) && cell.dataset.state !== wanted.state);
      });
      var elsewhere = Boolean(wanted.area) && area.dataset.area !== wanted.area;
      area.hidden = elsewhere || !area.querySelector("tbody tr:not([hidden])");
    });
    announce(box, shown ? "" : "No provider" + here + " is in that state.");
  }

  function start(selector, apply) {
    document.querySelectorAll(selector).forEach(function (box) {
      var key = new URLSearchParams(location.search);
      box.querySelectorAll("[data-filter]").forEach(function (control) {
        var given = key.get(control.dataset.filter);
        if (given !== null && control.type === "checkbox") {
          control.checked = given === "1";
        } else if (given !== null) {
          control.value = given;
        }
      });
      box.addEventListener("change", function () {
        var found = values(box);
        var query = new URLSearchParams();
        Object.keys(found).forEach(function (name) {
          if (found[name]) {
            query.set(name, found[name]);
          }
        });
        var text = query.toString();
        history.replaceState(null, "", text ? "?" + text : location.pathname);
        apply(box);
      });
      apply(box);
    });
  }

  start("[data-row-filter]", filterRows);
  start("[data-matrix-filter]", filterMatrix);
})();
