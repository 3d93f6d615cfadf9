// The report's editor: keys, putting in at the cursor, the preview's window. Everything works without, by the form's buttons.
(function () {
  "use strict";
  var form = document.querySelector("[data-editor]");
  if (!form) return;
  var text = form.querySelector("textarea");
  var frame = document.getElementById("provtryck-ruta");
  var printed = document.getElementById("provtryck");
  var preview = form.querySelector("[data-preview]");
  var unsaved = false;

  function saveNow() { window.htmx.trigger(form, "save-now"); }
  function show() { window.htmx.trigger(preview, "show"); }

  function insert(words) {
    text.focus();
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function goToLine(number) {
    var lines = text.value.split("\n");
    var start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[number - 1] || "").length);
  }

  function grow() {
    text.style.setProperty("height", "auto");
    text.style.setProperty("height", text.scrollHeight + 4 + "px");
  }

  document.addEventListener("click", function (event) {
    var figure = event.target.closest("[data-insert]");
    var line = event.target.closest("[data-line]");
    var copy = event.target.closest("[data-copy]");
    if (figure) insert(figure.dataset.insert);
    if (line) {
      frame.close();
      goToLine(Number(line.dataset.line));
    }
    if (copy) {
      event.preventDefault();
      insert(document.getElementById(copy.dataset.copy).content.textContent);
    }
    if (event.target.closest("[data-close]")) frame.close();
  });

  document.addEventListener("keydown", function (event) {
    var command = event.ctrlKey || event.metaKey;
    if (command && event.key === "s") {
      event.preventDefault();
      saveNow();
    } else if ((command && event.key === "Enter") || (event.altKey && event.code === "KeyP")) {
      event.preventDefault();
      if (frame.open) frame.close(); else show();
    }
  });

  // The button saves where one stands. In a conflict the form is sent, and a page with both texts answers.
  form.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || button.value !== "save" || button.hasAttribute("data-native")) return;
    event.preventDefault();
    event.stopPropagation();
    saveNow();
  });

  text.addEventListener("input", function () { unsaved = true; grow(); });
  document.body.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt === form) unsaved = false;
  });
  document.body.addEventListener("htmx:sendError", function (event) {
    if (event.detail.elt === form) failed();
  });
  document.body.addEventListener("htmx:responseError", function (event) {
    if (event.detail.elt === form) failed();
  });
  document.body.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target === printed && !frame.open) frame.showModal();
  });
  function failed() {
    unsaved = true;
    document.getElementById("sparat").textContent = form.dataset.failed;
  }

  // Who leaves before it saved itself has it saved on the way out.
  window.addEventListener("pagehide", function () {
    if (unsaved) navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
  });
  grow();
})();
