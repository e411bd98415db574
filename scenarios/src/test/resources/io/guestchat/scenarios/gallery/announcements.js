// What a screen reader is given to say while `task` runs and the page settles.
async (task) => {
  const spoken = [];
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes)
      for (const node of type === 'childList' ? addedNodes : [target]) {
        const element = node instanceof Element ? node : node.parentElement;
        const live = element?.closest('[role=log], [role=status], [role=alert], [aria-live]');
        if (live && live.getAttribute('aria-live') !== 'off' && !element.closest('[aria-hidden=true]'))
          if (node.textContent.trim()) spoken.push(node.textContent);
      }
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  Function('fake', task)(fake);
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  observer.disconnect();
  return spoken;
};
