// A table sorts by the column whose heading is pressed. Totals stay last, groups stay where they are, and protected cells
// stand after all numbers whatever way it is sorted, so that their order says nothing.
(function () {
  "use strict";

  function number(text) {
    var plain = text.replace(/[\s\u00a0\u202f,]/g, "").replace("\u2212", "-");
    return /^-?\d+$/.test(plain) ? Number(plain) : null;
  }

  function compare(column, down, language) {
    return function (one, other) {
      var first = one.cells[column].textContent.trim(), second = other.cells[column].textContent.trim();
      if (column === 0) return (down ? -1 : 1) * first.localeCompare(second, language, { numeric: true });
      var a = number(first), b = number(second);
      if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
      return (down ? -1 : 1) * (a - b);
    };
  }

  // The rows between two that stay: a group's heading, a total.
  function runs(body) {
    var found = [], run = [];
    Array.from(body.rows).forEach(function (row) {
      var stays = row.classList.contains("row-group") || row.classList.contains("row-total");
      if (!stays) run.push(row);
      if (stays && run.length) { found.push({ rows: run, before: row }); run = []; }
    });
    if (run.length) found.push({ rows: run, before: null });
    return found;
  }

  function sort(table, heading, words) {
    var column = heading.cellIndex;
    var down = heading.getAttribute("aria-sort") === "ascending" || (column > 0 && !heading.hasAttribute("aria-sort"));
    Array.from(table.tHead.rows[0].cells).forEach(function (one) { one.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    Array.from(table.tBodies).forEach(function (body) {
      runs(body).forEach(function (run) {
        run.rows.sort(compare(column, down, document.documentElement.lang));
        run.rows.forEach(function (row) { body.insertBefore(row, run.before); });
      });
    });
    words.textContent = heading.textContent.trim() + ", " + (down ? words.dataset.down : words.dataset.up);
  }

  function prepare(frame) {
    var table = frame.querySelector("table");
    if (!table || !table.tHead) return;
    var words = document.createElement("p");
    words.className = "seen-not";
    words.setAttribute("role", "status");
    words.dataset.up = frame.dataset.up;
    words.dataset.down = frame.dataset.down;
    frame.appendChild(words);
    Array.from(table.tHead.rows[0].cells).forEach(function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sorts";
      button.title = frame.dataset.sortLabel + " " + heading.textContent.trim();
      button.textContent = heading.textContent.trim();
      button.addEventListener("click", function () { sort(table, heading, words); });
      heading.replaceChildren(button);
    });
  }

  document.querySelectorAll("[data-sortable]").forEach(prepare);
})();
