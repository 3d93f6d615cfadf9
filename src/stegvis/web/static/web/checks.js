// Keys from finding to finding, and the page's picture scrolled to the mark. Without this the links and the frame do it.
(function () {
  "use strict";
  var paper = document.querySelector("[data-paper]");
  var first = paper && paper.querySelector("[data-first]");
  if (first) {
    var picture = paper.querySelector("svg");
    var mark = first.getBBox();
    var scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    paper.scrollTop = (mark.y + mark.height / 2) * scale - paper.clientHeight / 3;
    paper.scrollLeft = (mark.x + mark.width / 2) * scale - paper.clientWidth / 2;
  }

  var cell = document.querySelector(".scene .scroll mark.first");
  if (cell) {
    var table = cell.closest(".scroll");
    var hidden = cell.getBoundingClientRect().right - table.getBoundingClientRect().right;
    if (hidden > 0) table.scrollLeft += hidden + 16;
    table.scrollTop = cell.offsetTop - table.clientHeight / 2;
  }

  var accept = document.querySelector("details.accept");
  if (accept && !accept.open) accept.addEventListener("toggle", function () {
    if (accept.open) accept.querySelector("textarea").focus();
  });

  var told = document.querySelector("[data-keys]");
  if (!told) return;
  var button = told.querySelector("[data-keys-button]");
  told.hidden = false;

  function letters(on) {
    if (on !== undefined) localStorage.setItem("letters", on ? "on" : "off");
    return localStorage.getItem("letters") !== "off";
  }

  function show() {
    button.textContent = letters() ? button.dataset.off : button.dataset.on;
  }

  button.addEventListener("click", function () {
    letters(!letters());
    show();
  });
  show();

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable=true], .paper, .scroll")) return;
    var step = { ArrowRight: "after", ArrowLeft: "before" }[event.key] || (letters() && { j: "after", k: "before" }[event.key]);
    var link = step && document.querySelector('[data-step="' + step + '"]');
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
