// A file may be dropped anywhere on the form, and its name is shown. Without this the field works as files fields do.
(function () {
  "use strict";
  var form = document.querySelector("form[data-drop]");
  if (!form) return;
  var field = form.querySelector("input[type=file]");
  var chosen = form.querySelector("[data-chosen]");

  function show() {
    var file = field.files[0];
    if (!file) return void (chosen.textContent = "");
    var size = (file.size / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    chosen.textContent = file.name + ", " + size + "\u00a0" + chosen.dataset.megabytes;
  }

  function over(event, on) {
    if (!event.dataTransfer || Array.from(event.dataTransfer.types).indexOf("Files") < 0) return;
    event.preventDefault();
    form.classList.toggle("is-over", on);
  }

  form.addEventListener("dragover", function (event) { over(event, true); });
  form.addEventListener("dragleave", function (event) { over(event, form.contains(event.relatedTarget)); });
  form.addEventListener("drop", function (event) {
    over(event, false);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    show();
  });
  field.addEventListener("change", show);
  show();
})();
