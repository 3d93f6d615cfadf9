// The few things that pages do by themselves. Everything works without: then the menu is open and the search is a page.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function toggleMenu(button, open) {
    var menu = document.getElementById(button.getAttribute("aria-controls"));
    button.setAttribute("aria-expanded", String(open));
    menu.classList.toggle("open", open);
  }

  function closeDrops(except) {
    document.querySelectorAll("details.drop[open]").forEach(function (drop) {
      if (drop !== except) drop.removeAttribute("open");
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-menu]");
    if (button) toggleMenu(button, button.getAttribute("aria-expanded") !== "true");
    closeDrops(event.target.closest("details.drop"));
    if (!event.target.closest(".search")) clearHits();
  });

  function clearHits() {
    var hits = document.getElementById("sok-svar");
    if (hits) hits.textContent = "";
  }

  function isWriting(element) {
    return element.closest("input, textarea, select, [contenteditable=true]") !== null;
  }

  document.addEventListener("keydown", function (event) {
    var search = document.getElementById("sok");
    var wanted = (event.key === "/" && !isWriting(event.target)) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (search && wanted && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      var open = document.querySelector("details.drop[open]");
      if (open) open.querySelector("summary").focus();
      closeDrops(null);
      clearHits();
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest(".search")) moveInHits(event);
  });

  function moveInHits(event) {
    var links = Array.from(document.querySelectorAll("#sok-svar a"));
    if (!links.length) return;
    var next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    (next < 0 ? document.getElementById("sok") : links[Math.min(next, links.length - 1)]).focus();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var wrong = document.querySelector("[data-focus]");
    if (wrong) wrong.focus();
  });

  // A double click is one action: a form that is being sent is not sent again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
