// Runs before the page is drawn: tells the style sheet that there are scripts, and sets the size of text
// that was chosen before. A classic script, because modules come later and the page would jump.
(function () {
  var root = document.documentElement;
  root.classList.add('js');
  try {
    if (localStorage.getItem('annai-text-size') === 'large') {
      root.dataset.textSize = 'large';
    }
  } catch (error) {
    // Storage may be switched off: the page stays at its normal size.
  }
})();
